package org.wvtoolkit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.BrokenPipeException;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure ends here: one line on standard error, an exit code, and a stack trace only where it was asked for. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int MOST_SUGGESTIONS = 3;

    private final ProcessContext context;
    private final boolean debug;

    Failures(ProcessContext context, boolean debug) {
        this.context = context;
        this.debug = debug;
    }

    /** Wrong usage: what is wrong, what was perhaps meant, and where the help is. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        trace(failure);
        CommandLine command = failure.getCommandLine();
        String message = withoutCapital(failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            message = unmatched(unmatched.getUnmatched().getFirst(), command);
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                message += "; did you mean "
                        + String.join(" or ", suggestions.subList(0, Math.min(MOST_SUGGESTIONS, suggestions.size())))
                        + "?";
            }
        }
        context.failed(message + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    private static String unmatched(String argument, CommandLine command) {
        if (argument.startsWith("-")) {
            return "unknown option " + argument;
        }
        return (command.getParent() == null ? "no command " : "one argument too many: ") + argument;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return failure instanceof ParameterException usage
                ? handleParseException(usage, new String[0])
                : report(failure);
    }

    /** The work failed. */
    int report(Throwable failure) {
        if (failure instanceof BrokenPipeException) {
            return ExitCode.DONE;
        }
        if (ending()) {
            // After Ctrl-C files vanish under the work; the exit code is 130, and no failure.
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

    private void trace(Throwable failure) {
        if (debug) {
            failure.printStackTrace(context.err());
        }
    }

    private static String withoutCapital(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "wrong usage";
        }
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
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
