package org.wvtoolkit.cli.command.corpus;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv corpus}: inspects and prepares text. */
@Command(
        name = "corpus",
        customSynopsis = "wv corpus COMMAND [OPTIONS] [CORPUS...]",
        description = "Inspects and prepares text before training.",
        footer = {
            "wv corpus check texts/  Problems and a forecast",
            "wv corpus stats texts/  Words, lines, vocabulary",
            "zcat news.gz | wv corpus stats -"
        })
public final class CorpusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public CorpusCommand() {}

    /** Prints the complete help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
