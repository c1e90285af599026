package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.lines.UnitDeduplication;
import org.wvtoolkit.progress.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wv corpus dedup}: removes duplicate lines or documents. */
@Command(
        name = "dedup",
        customSynopsis = "wv corpus dedup [OPTIONS] CORPUS...",
        description = {
            "Removes duplicate lines or documents; the first occurrence is kept.",
            "Memory use is 16 to 32 bytes per distinct line, limited by --memory. 'wv corpus"
                    + " check' estimates the number of duplicates."
        },
        footer = {
            "wv corpus dedup crawl.txt.gz -o clean.txt",
            "zcat news.gz | wv corpus dedup - --unit document | gzip > clean.gz"
        })
public final class CorpusDedupCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Mixin
    private LineCommand lines = new LineCommand();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusDedupCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        lines.run(context, (reading, writer) -> {
            Resources resources = lines.resources();
            try (UnitDeduplication filter =
                    new UnitDeduplication(writer, resources.memoryBytes(), resources.temporaryFolder())) {
                reading.into(filter);
            }
        });
        return ExitCode.DONE;
    }
}
