package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import picocli.CommandLine.Option;

/** What is said while work goes on. */
public final class ProgressOptions {
    @Option(
            names = {"-q", "--quiet"},
            order = 900,
            description = "say nothing on standard error but failures")
    private boolean quiet;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            order = 901,
            description = "add progress with times to the end of FILE, whatever the terminal shows")
    private @Nullable Path log;

    /**
     * Whether to say nothing but failures.
     *
     * @return as given
     */
    public boolean quiet() {
        return quiet;
    }

    /**
     * Begins to report.
     *
     * @param context has standard error
     * @return the report; the caller closes it
     * @throws IOException if the log cannot be opened
     */
    public ProgressReport begin(ProcessContext context) throws IOException {
        return ProgressReport.begin(context, quiet, log);
    }
}
