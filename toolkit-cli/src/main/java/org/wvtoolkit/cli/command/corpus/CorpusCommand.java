package org.wvtoolkit.cli.command.corpus;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv corpus}: work on text before anything is trained on it. */
@Command(
        name = "corpus",
        customSynopsis = "wv corpus COMMAND [OPTIONS] [CORPUS...]",
        description = "Looks at text, cuts it, mixes it, cleans it, before anything is trained on it.",
        commandListHeading = "%nCommands:%n%n",
        footer = {
            "%nExamples:%n",
            "  wv corpus check texts/            what training would stumble over, and take",
            "  wv corpus stats texts/            words, lines, vocabulary",
            "  zcat news.gz | wv corpus stats -",
            "%nwv corpus COMMAND --help shows a command's options and examples."
        })
public final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** A command for one run. */
    public CorpusCommand() {}

    /** Shows the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
