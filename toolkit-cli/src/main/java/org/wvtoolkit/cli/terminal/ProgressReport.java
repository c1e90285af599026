package org.wvtoolkit.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Reports progress on standard error, in a log file, in both or nowhere. Thread-safe.
 *
 * <p>If the process is ended early, for example by Ctrl-C, the current line is completed and a last line states the
 * outcome.
 */
public final class ProgressReport implements ProgressListener, AutoCloseable {
    private final List<ProgressListener> listeners = new ArrayList<>();
    private final @Nullable TerminalProgress terminal;
    private final @Nullable StageLines lines;
    private final @Nullable StageLines log;
    private final Thread hook;
    private boolean finished;
    private volatile Supplier<String> rest = () -> "the previous file is unchanged";

    private ProgressReport(ProcessContext context, boolean quiet, @Nullable StageLines log) {
        this.terminal = quiet || !context.terminalErr()
                ? null
                : new TerminalProgress(context.err(), context.columns(), context.colours());
        this.lines = quiet || context.terminalErr() ? null : new StageLines(context.err(), false);
        this.log = log;
        add(terminal);
        add(lines);
        add(log);
        this.hook = new Thread(() -> ended(context.err()), "wv-ended");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void add(@Nullable ProgressListener listener) {
        if (listener != null) {
            listeners.add(listener);
        }
    }

    /**
     * Starts reporting.
     *
     * @param context has standard error
     * @param quiet whether to print nothing on standard error
     * @param logFile a file to which one line per event is appended; or null
     * @return the report; the caller closes it
     * @throws IOException if the log file cannot be opened
     */
    public static ProgressReport begin(ProcessContext context, boolean quiet, @Nullable Path logFile)
            throws IOException {
        return new ProgressReport(context, quiet, logFile == null ? null : new StageLines(open(logFile), true));
    }

    private static PrintStream open(Path logFile) throws IOException {
        if (Files.isRegularFile(logFile) && !StageLines.isLog(logFile)) {
            throw new IOException(logFile + ": exists and is not a log of wv; choose another --log");
        }
        try {
            OutputStream file = Files.newOutputStream(logFile, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new PrintStream(new BufferedOutputStream(file), true, StandardCharsets.UTF_8);
        } catch (NoSuchFileException noFolder) {
            throw new IOException(logFile + ": the folder of the log does not exist; create it", noFolder);
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    logFile + ": no permission to write the log; choose another --log, or change the permissions",
                    denied);
        } catch (IOException failure) {
            throw new IOException(
                    logFile + ": the log cannot be opened: " + failure.getMessage() + "; choose another --log",
                    failure);
        }
    }

    /**
     * Sets an addition to the message of an interrupted process.
     *
     * @param message returns the end of a sentence; called during shutdown
     */
    public void ifStopped(Supplier<String> message) {
        rest = message;
    }

    @Override
    public void stage(String name, Unit unit, long total) {
        for (ProgressListener listener : listeners) {
            listener.stage(name, unit, total);
        }
    }

    @Override
    public void advanced(long done, String detail) {
        for (ProgressListener listener : listeners) {
            listener.advanced(done, detail);
        }
    }

    @Override
    public void note(String message) {
        for (ProgressListener listener : listeners) {
            listener.note(OptionNotation.flags(message));
        }
    }

    /** Reports that the process ends before its work is complete. */
    private void ended(PrintStream err) {
        if (terminal != null) {
            terminal.breakLine();
        }
        err.println("wv: stopped before the end; " + rest.get());
        err.flush();
        if (log != null) {
            log.note("stopped");
            log.close();
        }
    }

    /** Ends the last stage. Idempotent. */
    @Override
    public void close() {
        finish();
    }

    /** Ends the last stage, so that later output follows it. */
    public void finish() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // the shutdown hook reports the outcome
        }
        if (terminal != null) {
            terminal.close();
        }
        if (lines != null) {
            lines.close();
        }
        if (log != null) {
            log.close();
        }
    }
}
