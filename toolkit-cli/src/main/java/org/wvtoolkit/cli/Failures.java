package org.wvtoolkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.wvtoolkit.cli.terminal.BrokenPipeException;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.format.stream.MalformedVectorFileException;
import org.wvtoolkit.phrases.NotAPhraseListException;

/** Reports failures: one line on standard error, with a stack trace on request. */
public final class Failures {
    private final ProcessContext context;
    private final boolean debug;

    /**
     * Creates a reporter.
     *
     * @param context has standard error
     * @param debug whether to print stack traces
     */
    Failures(ProcessContext context, boolean debug) {
        this.context = context;
        this.debug = debug;
    }

    /** Reports a failure and returns the exit code. */
    int report(Throwable failure) {
        if (failure instanceof BrokenPipeException) {
            return ExitCode.DONE;
        }
        if (ending()) {
            // After Ctrl-C, temporary files are deleted during the work, which is not an error; the exit code
            // will be 130.
            return ExitCode.FAILED;
        }
        trace(failure);
        return context.failed(message(failure));
    }

    /**
     * Describes a failure.
     *
     * @param failure the failure
     * @return one line with the remedy
     */
    public static String message(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException unchecked when unchecked.getCause() != null -> message(unchecked.getCause());
            case AccessDeniedException denied
            when denied.getReason() == null ->
                denied.getFile() + ": no permission; change its permissions or choose another";
            case NoSuchFileException missing
            when missing.getReason() == null -> missing.getFile() + ": no such file or folder; check the path";
            case FileSystemException other
            when other.getReason() == null -> other.getFile() + ": " + reason(other) + "; check the path";
            case MalformedVectorFileException vectors -> vectors.getMessage() + " or inspect it with wv check-model";
            case NotAPhraseListException other -> other.getMessage() + "; create one with wv corpus phrases";
            case UnsuitableInputException unsuitable -> String.valueOf(unsuitable.getMessage());
            case IOException io when io.getMessage() != null -> io.getMessage();
            case OutOfMemoryError memory -> outOfMemory(memory);
            case InternalError fault ->
                "a file in use was truncated or can no longer be read (" + fault.getMessage()
                        + "); check the disk, copy the file again and retry";
            default -> "internal error in wv: " + failure + "; please report it with the output of --debug";
        };
    }

    /** Describes a failure whose type is its only explanation. */
    private static String reason(FileSystemException failure) {
        return switch (failure) {
            case FileAlreadyExistsException _ -> "the file already exists";
            case NotDirectoryException _ -> "not a folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemLoopException _ -> "the folder contains a symbolic link to a folder above it";
            default -> "the file system refused the access";
        };
    }

    private static String outOfMemory(OutOfMemoryError memory) {
        return "out of memory (" + memory.getMessage() + "; the heap has "
                + Quantities.bytes((double) Runtime.getRuntime().maxMemory())
                + "); set WV_HEAP=2g, or reduce the data: smaller files, shorter lines, or, in training, fewer words"
                + " (--min-count) and a smaller --dimension";
    }

    /** Prints a stack trace if requested. */
    void trace(Throwable failure) {
        if (debug) {
            failure.printStackTrace(context.err());
        }
    }

    /** Tests whether the process is shutting down. */
    private static boolean ending() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
