package org.wvtoolkit.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage, which gets a hint, from work that failed. */
final class UsageErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int MOST_SUGGESTIONS = 3;

    private final ProcessContext context;
    private final Failures failures;

    UsageErrors(ProcessContext context, Failures failures) {
        this.context = context;
        this.failures = failures;
    }

    /** Wrong usage: what is wrong, what was perhaps meant, and where the help is. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        failures.trace(failure);
        CommandLine command = failure.getCommandLine();
        String message = withoutCapital(failure.getMessage());
        // The library names an option that is out of range, without knowing that it came as a flag.
        if (command.getCommandSpec().findOption("--" + message.split(" ", 2)[0]) != null) {
            message = "--" + message;
        }
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
        if (argument.startsWith("-") && argument.length() > 1) {
            return "unknown option " + argument;
        }
        boolean takesWords = !command.getCommandSpec().positionalParameters().isEmpty();
        return (takesWords || command.getSubcommands().isEmpty() ? "one argument too many: " : "no command ") + argument;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return failure instanceof ParameterException usage
                ? handleParseException(usage, new String[0])
                : failures.report(failure);
    }

    private static String withoutCapital(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "wrong usage";
        }
        // The parser begins some of its messages with "Error: ", which the program's name says already.
        String text = message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
