package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.lines.UnitShuffle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wv corpus shuffle}: writes a text in random order. */
@Command(
        name = "shuffle",
        customSynopsis = "wv corpus shuffle [OPTIONS] CORPUS...",
        description = {
            "Writes the lines or documents of a text in random order.",
            "Works on text of any size. The text is distributed to temporary files beside the"
                    + " output, which take as much disk space as the text, and each of them is shuffled."
                    + " The order depends on the seed only."
        },
        footer = {
            "wv corpus shuffle sorted.txt -o mixed.txt",
            "wv corpus shuffle wiki/ --unit document | wv train - -o m.safetensors"
        })
public final class CorpusShuffleCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed. Equal seeds give equal results. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private LineCommand lines = new LineCommand();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusShuffleCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        lines.run(context, (reading, writer) -> {
            try (UnitShuffle shuffle = new UnitShuffle(lines.output.folder(), seed)) {
                reading.into(shuffle);
                shuffle.drain(writer);
            }
        });
        return ExitCode.DONE;
    }
}
