package org.wvtoolkit.cli.command.classify;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv classify}: trains and applies text classifiers. */
@Command(
        name = "classify",
        customSynopsis = "wv classify COMMAND [OPTIONS] FILE...",
        description = {
            "Trains and applies text classifiers, with or without word vectors.",
            "A line of input is LABEL, a tab and TEXT; a JSON object with label and text; words, one of them"
                    + " __label__LABEL; or a record of CSV with a header row."
        },
        footer = {
            "wv classify train reviews.tsv -o reviews.classifier",
            "wv classify tune reviews.tsv -o reviews.options",
            "wv classify test more.tsv -m reviews.classifier",
            "wv classify predict new.txt -m reviews.classifier"
        })
public final class ClassifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command with its subcommands.
     *
     * @param context streams, environment and terminal
     * @return the command
     */
    public static CommandLine create(ProcessContext context) {
        return new CommandLine(new ClassifyCommand())
                .addSubcommand(new ClassifyTrainCommand(context))
                .addSubcommand(new ClassifyTuneCommand(context))
                .addSubcommand(new ClassifyTestCommand(context))
                .addSubcommand(new ClassifyPredictCommand(context));
    }

    /** Prints the complete help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
