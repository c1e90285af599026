package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.lines.UnitReservoir;
import org.wvtoolkit.lines.UnitSplit;
import org.wvtoolkit.option.InvalidOptionException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wv corpus sample}: draws a random sample of a text. */
@Command(
        name = "sample",
        customSynopsis = "wv corpus sample (--share X | --count N) [OPTIONS] CORPUS...",
        description = {
            "Draws a random sample of lines or documents, in the order of the text.",
            "--share streams text of any size; --count keeps the sample in memory. The sample"
                    + " depends on the seed only, not on the number of threads."
        },
        footer = {
            "wv corpus sample big.txt.gz --share 0.01 > small.txt",
            "wv corpus sample wiki/ --unit document --count 1000 -o some.txt",
            "wv corpus sample news.txt --share 0.1 --format json"
        })
public final class CorpusSampleCommand implements Callable<Integer> {
    private final ProcessContext context;

    @ArgGroup(multiplicity = "1")
    private HowMuch howMuch = new HowMuch();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed. Equal seeds give equal results. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private LineCommand lines = new LineCommand();

    /** The mutually exclusive options. */
    static final class HowMuch {
        @Option(
                names = "--share",
                paramLabel = "X",
                required = true,
                description = "Probability of each line or document, above 0 and at most 1.")
        private double share;

        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                required = true,
                description = "Number of lines or documents in the sample; all of them if the text has fewer.")
        private @Nullable Integer count;
    }

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusSampleCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Integer count = howMuch.count;
        if (count == null) {
            if (!(howMuch.share > 0 && howMuch.share <= 1)) {
                throw new InvalidOptionException("share", howMuch.share, "must be greater than 0 and at most 1");
            }
            lines.run(
                    context,
                    (reading, writer) -> reading.into(new UnitSplit(List.of(writer), List.of(howMuch.share), seed)));
        } else {
            UnitReservoir reservoir =
                    new UnitReservoir(count, Runtime.getRuntime().maxMemory() / 4, seed);
            lines.run(context, (reading, writer) -> {
                reading.into(reservoir);
                reservoir.drain(writer);
            });
        }
        return ExitCode.DONE;
    }
}
