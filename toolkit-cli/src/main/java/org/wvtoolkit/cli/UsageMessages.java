package org.wvtoolkit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.option.OptionException;
import org.wvtoolkit.query.Spellings;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Messages for the errors that the parser finds. Each is one line that names the option as it is written on the command
 * line, in the form of the messages of the commands.
 */
public final class UsageMessages {
    private static final Pattern INTEGER_TYPE = Pattern.compile("is not an? (?:int|long)$");
    private static final Pattern NUMBER_TYPE = Pattern.compile("is not a (?:float|double)$");
    private static final Pattern BOOLEAN_TYPE = Pattern.compile("is not a boolean$");
    private static final String ERROR = "Error: ";
    private static final String LONG = "--";

    private static final int MAX_SUGGESTIONS = 3;

    /** Minimum length of the beginning of a name that is completed. */
    private static final int MIN_PREFIX = 3;

    /** Options that take a file that exists, in order of preference. */
    private static final List<String> OF_INPUTS = List.of("--text", "--model", "--words-from", "--output");

    /** Options that take another argument, in order of preference. */
    private static final List<String> OF_OUTPUTS = List.of("--text", "--output", "--words-from");

    private final CommandSpec command;
    private final List<String> arguments;

    private UsageMessages(CommandSpec command, List<String> arguments) {
        this.command = command;
        this.arguments = arguments;
    }

    /**
     * Returns the message for an error of the parser, or of a command that reports it in the same way.
     *
     * @param failure the error
     * @param arguments the words of the command line
     * @return one line without a reference to the help
     */
    public static String of(ParameterException failure, List<String> arguments) {
        return new UsageMessages(failure.getCommandLine().getCommandSpec(), arguments).message(failure);
    }

    /**
     * Returns the message for a value that the library rejects.
     *
     * @param failure the error
     * @return one line with the names of options as they are written on the command line
     */
    public static String of(OptionException failure) {
        return failure.describe(HyperparameterOptions::flag);
    }

    private String message(ParameterException failure) {
        return switch (failure) {
            case UnmatchedArgumentException unmatched
            when !unmatched.getUnmatched().isEmpty() ->
                unmatched(unmatched.getUnmatched().getFirst());
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() -> missing(missing.getMissing());
            case OverwrittenOptionException twice
            when twice.getOverwritten() instanceof OptionSpec option -> repeated(option);
            case MutuallyExclusiveArgsException _, MaxValuesExceededException _ -> surplus(failure);
            default -> invalid(failure);
        };
    }

    private static String invalid(ParameterException failure) {
        ArgSpec argument = failure.getArgSpec();
        return switch (failure.getCause()) {
            case OptionException option -> of(option);
            case TypeConversionException conversion
            when argument != null -> name(argument) + ": " + withoutJavaTypes(String.valueOf(conversion.getMessage()));
            case null, default -> withoutCapital(failure.getMessage());
        };
    }

    /** Replaces the names of Java's types in messages of the parser. */
    private static String withoutJavaTypes(String message) {
        String text = INTEGER_TYPE.matcher(message).replaceFirst("is not a whole number");
        text = NUMBER_TYPE.matcher(text).replaceFirst("is not a number");
        return BOOLEAN_TYPE.matcher(text).replaceFirst("is not true or false");
    }

    private static String withoutCapital(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "wrong usage";
        }
        // Some messages of picocli begin with "Error: ", which is redundant after the program's name.
        String text = message.startsWith(ERROR) ? message.substring(ERROR.length()) : message;
        boolean name = text.length() < 2 || !Character.isLowerCase(text.charAt(1)); // WORD, or A of A B C
        return name ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Returns the name of an argument. */
    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Returns an argument with its value, as in a synopsis. */
    private static String written(ArgSpec argument) {
        return argument instanceof OptionSpec option && option.arity().max() > 0
                ? option.longestName() + " " + option.paramLabel()
                : name(argument);
    }

    private String missing(List<ArgSpec> missing) {
        ArgSpec first = missing.getFirst();
        if (missing.size() == 1 && first instanceof OptionSpec option && isGiven(option)) {
            return name(option) + " requires a value; use " + written(option);
        }
        if (missing.size() == 1 && first.isPositional() && first.arity().min() > 1) {
            return name(first) + " requires at least " + first.arity().min() + " values; " + usage();
        }
        ArgGroupSpec group = first.group();
        if (missing.size() > 1 && group != null && group.exclusive()) {
            return "missing option: "
                    + missing.stream().map(UsageMessages::written).collect(Collectors.joining(" or "));
        }
        String kind = missing.stream().allMatch(ArgSpec::isOption) ? "missing option" : "missing argument";
        return kind
                + (missing.size() > 1 ? "s: " : ": ")
                + missing.stream()
                        .sorted(Comparator.comparing(ArgSpec::isOption))
                        .map(UsageMessages::written)
                        .collect(Collectors.joining(", "));
    }

    private static String repeated(OptionSpec option) {
        return name(option) + " must be specified only once";
    }

    /** Words an error about options that are given, but cannot be together or with a value. */
    private String surplus(ParameterException failure) {
        for (String argument : arguments) {
            OptionSpec option = argument.contains("=") ? command.findOption(argument.split("=", 2)[0]) : null;
            if (option != null && option.arity().max() == 0) {
                return name(option) + " takes no value: " + argument;
            }
        }
        for (ArgGroupSpec group : command.argGroups()) {
            List<OptionSpec> given = group.exclusive()
                    ? group.options().stream().filter(this::isGiven).toList()
                    : List.of();
            if (given.size() == 1) {
                return repeated(given.getFirst());
            }
            if (given.size() > 1) {
                return given.stream().map(UsageMessages::name).collect(Collectors.joining(" and "))
                        + " cannot be combined; use one of them";
            }
        }
        return withoutCapital(failure.getMessage());
    }

    private boolean isGiven(OptionSpec option) {
        return Arrays.stream(option.names())
                .anyMatch(name -> arguments.stream()
                        .anyMatch(argument -> argument.equals(name)
                                || argument.startsWith(name + "=")
                                || (!name.startsWith(LONG) && argument.startsWith(name))));
    }

    private String unmatched(String argument) {
        if (argument.startsWith("-") && argument.length() > 1) {
            String name = argument.split("=", 2)[0];
            List<String> names = command.options().stream()
                    .filter(option -> !option.hidden())
                    .flatMap(option -> Arrays.stream(option.names()))
                    .filter(option -> option.startsWith(LONG))
                    .map(option -> option.substring(LONG.length()))
                    .toList();
            // One letter resembles any other letter.
            List<String> similar = name.startsWith(LONG) ? similar(names, name.substring(LONG.length())) : List.of();
            return "unknown option " + name
                    + suggestion(similar.stream().map(each -> LONG + each).toList());
        }
        CommandLine line = command.commandLine();
        if (command.positionalParameters().isEmpty() && !line.getSubcommands().isEmpty()) {
            return "no command " + argument
                    + suggestion(similar(List.copyOf(line.getSubcommands().keySet()), argument));
        }
        return "one argument too many: " + argument + "; " + remedy(argument);
    }

    /** Returns names with a similar spelling, else the names that begin with a word. */
    private static List<String> similar(List<String> names, String word) {
        List<String> spelled = Spellings.nearest(names, word, MAX_SUGGESTIONS);
        return !spelled.isEmpty() || word.length() < MIN_PREFIX
                ? spelled
                : names.stream()
                        .filter(name -> name.startsWith(word))
                        .limit(MAX_SUGGESTIONS)
                        .toList();
    }

    private static String suggestion(List<String> names) {
        return names.isEmpty() ? "" : "; did you mean " + String.join(" or ", names) + "?";
    }

    /** The option that takes a surplus argument, else the usage of the command. */
    private String remedy(String argument) {
        List<String> options = Files.exists(Path.of(argument)) ? OF_INPUTS : OF_OUTPUTS;
        for (String name : options) {
            OptionSpec option = command.findOption(name);
            if (option != null && Stream.of(option.names()).noneMatch(arguments::contains)) {
                return "use " + option.shortestName() + " " + argument;
            }
        }
        return usage();
    }

    private String usage() {
        String[] synopsis = command.usageMessage().customSynopsis();
        return "usage: " + (synopsis.length == 0 ? command.qualifiedName() : synopsis[0].strip());
    }
}
