package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.lines.UnitDeduplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv corpus dedup}: a text without its repetitions. */
@Command(
        name = "dedup",
        customSynopsis = "wv corpus dedup [OPTIONS] CORPUS...",
        sortOptions = false,
        description = {
            "Lets each line or document through once, the first time it comes.",
            "%nMemory holds 16 to 32 bytes for each different one, up to --memory; wv corpus check estimates how much there is."
        },
        footer = {
            "%nExamples:%n",
            "  wv corpus dedup crawl.txt.gz -o clean.txt",
            "  zcat news.gz | wv corpus dedup - --unit document | gzip > clean.gz"
        })
public final class CorpusDedupCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LineCommand lines = new LineCommand();

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public CorpusDedupCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        lines.run(context, spec, (reading, writer) -> {
            try (UnitDeduplication filter =
                    new UnitDeduplication(writer, lines.granted(spec).memoryBytes())) {
                reading.into(filter);
            }
        });
        return ExitCode.DONE;
    }
}
