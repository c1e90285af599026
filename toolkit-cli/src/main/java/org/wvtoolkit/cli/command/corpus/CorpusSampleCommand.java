package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.lines.UnitReservoir;
import org.wvtoolkit.lines.UnitSplit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv corpus sample}: some of a text, by chance. */
@Command(
        name = "sample",
        customSynopsis = "wv corpus sample (--share X | --count N) [OPTIONS] CORPUS...",
        sortOptions = false,
        description = {
            "Takes lines or documents by chance, in the order of the text.",
            "%nA share streams text of any size; a count keeps that many in memory. What is taken depends on the seed alone, not on threads."
        },
        footer = {
            "%nExamples:%n",
            "  wv corpus sample big.txt.gz --share 0.01 > small.txt",
            "  wv corpus sample wiki/ --unit document --count 1000 -o some.txt",
            "  wv corpus sample news.txt --share 0.1 --format json"
        })
public final class CorpusSampleCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private HowMuch howMuch = new HowMuch();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "makes the draws: equal seeds, equal results; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Mixin
    private LineCommand lines = new LineCommand();

    /** One or the other. */
    static final class HowMuch {
        @Option(
                names = "--share",
                paramLabel = "X",
                required = true,
                description = "take each with this chance, above 0, at most 1")
        private double share;

        @Option(
                names = {"-n", "--count"},
                paramLabel = "N",
                required = true,
                description = "take this many; all, if there are fewer")
        private @Nullable Integer count;
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public CorpusSampleCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Integer count = howMuch.count;
        try {
            if (count == null) {
                lines.run(
                        context,
                        spec,
                        (reading, writer) ->
                                reading.into(new UnitSplit(List.of(writer), List.of(howMuch.share), seed)));
            } else {
                UnitReservoir reservoir =
                        new UnitReservoir(count, Runtime.getRuntime().maxMemory() / 4, seed);
                lines.run(context, spec, (reading, writer) -> {
                    reading.into(reservoir);
                    reservoir.drain(writer);
                });
            }
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        return ExitCode.DONE;
    }
}
