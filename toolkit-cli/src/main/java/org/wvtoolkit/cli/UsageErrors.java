package org.wvtoolkit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.option.OptionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports every failure of a command. Wrong arguments, whether the parser, a command or the library found them, get
 * exit code 2 and a reference to the help; the library's option names are written as flags. All other failures go
 * to {@link Failures}.
 */
final class UsageErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern INTEGER_TYPE = Pattern.compile("is not an? (?:int|long)$");
    private static final Pattern NUMBER_TYPE = Pattern.compile("is not a (?:float|double)$");

    private static final int MAX_SUGGESTIONS = 3;

    /** Options that take a file that exists, in order of preference. */
    private static final List<String> OF_INPUTS = List.of("--text", "--model", "--words-from", "--output");

    /** Options that take another argument, in order of preference. */
    private static final List<String> OF_OUTPUTS = List.of("--text", "--output", "--words-from");

    private final ProcessContext context;
    private final Failures failures;

    UsageErrors(ProcessContext context, Failures failures) {
        this.context = context;
        this.failures = failures;
    }

    /** Reports what is wrong, similar names, and where the help is. */
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        failures.trace(failure);
        CommandLine command = failure.getCommandLine();
        String message = failure.getCause() instanceof OptionException option
                ? option.describe(HyperparameterOptions::flag)
                : withoutJavaTypes(withoutCapital(failure.getMessage()));
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            message = unmatched(unmatched.getUnmatched().getFirst(), command, List.of(arguments));
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                message += "; did you mean "
                        + String.join(" or ", suggestions.subList(0, Math.min(MAX_SUGGESTIONS, suggestions.size())))
                        + "?";
            }
        }
        return report(message, command);
    }

    /** Replaces the names of Java's types in messages of the parser. */
    private static String withoutJavaTypes(String message) {
        return INTEGER_TYPE
                .matcher(NUMBER_TYPE.matcher(message).replaceFirst("is not a number"))
                .replaceFirst("is not a whole number");
    }

    private int report(String message, CommandLine command) {
        context.failed(message + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    /**
     * Finds long options written with a single dash, which the parser would read as a cluster of short options:
     * {@code -output x} as {@code -o utput}.
     *
     * @param arguments the words of the command line
     * @param command the command that they are for
     * @return what is wrong, or empty
     */
    static Optional<String> singleDash(String[] arguments, CommandLine command) {
        CommandLine current = command;
        for (String argument : arguments) {
            if (argument.equals("--")) {
                break;
            }
            String name = argument.split("=", 2)[0];
            if (name.length() > 2 && name.charAt(0) == '-' && name.charAt(1) != '-') {
                if (current.getCommandSpec().findOption(name) == null
                        && current.getCommandSpec().findOption("-" + name) != null) {
                    return Optional.of("unknown option " + name + "; did you mean -" + name + "?");
                }
            } else if (current.getSubcommands().containsKey(argument)) {
                current = current.getSubcommands().get(argument);
            }
        }
        return Optional.empty();
    }

    private static String unmatched(String argument, CommandLine command, List<String> arguments) {
        if (argument.startsWith("-") && argument.length() > 1) {
            return "unknown option " + argument;
        }
        CommandSpec spec = command.getCommandSpec();
        if (spec.positionalParameters().isEmpty() && !command.getSubcommands().isEmpty()) {
            return "no command " + argument;
        }
        return "one argument too many: " + argument + "; " + remedy(argument, spec, arguments);
    }

    /** The option that takes a surplus argument, else the usage of the command. */
    private static String remedy(String argument, CommandSpec spec, List<String> arguments) {
        List<String> options = Files.exists(Path.of(argument)) ? OF_INPUTS : OF_OUTPUTS;
        for (String name : options) {
            OptionSpec option = spec.findOption(name);
            if (option != null && Arrays.stream(option.names()).noneMatch(arguments::contains)) {
                return "use " + option.shortestName() + " " + argument;
            }
        }
        return "usage: " + spec.usageMessage().customSynopsis()[0].strip();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        return switch (failure) {
            case ParameterException usage -> handleParseException(usage, new String[0]);
            case OptionException option -> {
                failures.trace(option);
                yield report(option.describe(HyperparameterOptions::flag), command);
            }
            case UsageException usage -> {
                failures.trace(usage);
                yield report(String.valueOf(usage.getMessage()), command);
            }
            default -> failures.report(failure);
        };
    }

    private static String withoutCapital(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "wrong usage";
        }
        // Some messages of picocli begin with "Error: ", which is redundant after the program's name.
        String text = message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
        boolean name = text.length() < 2 || !Character.isLowerCase(text.charAt(1)); // WORD, or A of A B C
        return name ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
