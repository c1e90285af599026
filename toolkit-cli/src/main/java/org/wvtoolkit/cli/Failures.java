package org.wvtoolkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.wvtoolkit.cli.terminal.BrokenPipeException;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;

/** Every failure of the work ends here: one line on standard error, and a stack trace only where it was asked for. */
final class Failures {
    private final ProcessContext context;
    private final boolean debug;

    /**
     * @param context has standard error
     * @param debug whether to show stack traces
     */
    Failures(ProcessContext context, boolean debug) {
        this.context = context;
        this.debug = debug;
    }

    /** The work failed; the exit code for that. */
    int report(Throwable failure) {
        if (failure instanceof BrokenPipeException) {
            return ExitCode.DONE;
        }
        if (ending()) {
            // After Ctrl-C files vanish under the work, which is no failure; the exit code will be 130.
            return ExitCode.FAILED;
        }
        trace(failure);
        return context.failed(message(failure));
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> message(unchecked.getCause());
            case AccessDeniedException denied
            when denied.getReason() == null ->
                denied.getFile() + ": no permission; change its permissions or choose another";
            case NoSuchFileException missing
            when missing.getReason() == null -> missing.getFile() + ": no such file or folder; check the path";
            case FileSystemException other
            when other.getReason() == null ->
                other.getFile() + ": " + other.getClass().getSimpleName() + "; check the path";
            case IOException io when io.getMessage() != null -> io.getMessage();
            case OutOfMemoryError memory -> outOfMemory(memory);
            case InternalError fault ->
                "a file that was in use was cut short or can no longer be read (" + fault.getMessage()
                        + "); check the disk, copy the file again and retry";
            default -> "a fault in wv itself: " + failure + "; please report it with what " + "--debug" + " shows";
        };
    }

    private static String outOfMemory(OutOfMemoryError memory) {
        return "out of memory (" + memory.getMessage() + "; the heap has "
                + Quantities.bytes((double) Runtime.getRuntime().maxMemory())
                + "); keep fewer words (--min-count, --max-vocabulary), use a smaller --dimension, or set WV_HEAP=2g";
    }

    /** Shows where in the program it happened, if that is wanted. */
    void trace(Throwable failure) {
        if (debug) {
            failure.printStackTrace(context.err());
        }
    }

    /** Whether the process is ending already. */
    private static boolean ending() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
