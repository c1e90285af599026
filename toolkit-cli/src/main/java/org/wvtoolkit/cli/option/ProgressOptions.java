package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import picocli.CommandLine.Option;

/** Options of progress messages. */
@OptionGroup("Progress options")
public final class ProgressOptions {
    @Option(
            names = {"-q", "--quiet"},
            order = 900,
            description = "Print nothing but errors to standard error.")
    private boolean quiet;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            order = 901,
            description = "Append time-stamped progress messages to FILE.")
    private @Nullable Path log;

    /**
     * Returns whether to print nothing but errors.
     *
     * @return true if quiet
     */
    public boolean quiet() {
        return quiet;
    }

    /**
     * Starts progress reporting.
     *
     * @param context has standard error
     * @return the report; the caller closes it
     * @throws IOException if the log file cannot be opened
     */
    public ProgressReport begin(ProcessContext context) throws IOException {
        return ProgressReport.begin(context, quiet, log);
    }
}
