package org.wvtoolkit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.command.query.AnalogyCommand;
import org.wvtoolkit.cli.command.query.SimilarCommand;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * Parses simple queries such as {@code wv similar -m MODEL WORD} without picocli. Loading picocli takes longer than
 * answering the query, because its class files have the format of Java 5, which class-data caches do not accept.
 *
 * <p>Every other command line (unknown options, missing values, errors) is left to picocli, which remains the only
 * source of error messages. A test compares the two parsers.
 */
final class PlainQuestion {
    private static final int MAX_DIGITS = 9;

    private final List<String> words = new ArrayList<>();
    private @Nullable String model;
    private @Nullable String count;
    private @Nullable String format;

    private PlainQuestion() {}

    /**
     * Parses a command line.
     *
     * @param context streams, environment and terminal
     * @param arguments the arguments of {@code wv}
     * @return the command, or null if picocli must parse the command line
     */
    static @Nullable Callable<Integer> read(ProcessContext context, String... arguments) {
        if (arguments.length == 0 || !(arguments[0].equals("similar") || arguments[0].equals("analogy"))) {
            return null;
        }
        PlainQuestion question = new PlainQuestion();
        return question.take(arguments) ? question.command(arguments[0], context) : null;
    }

    private boolean take(String... arguments) {
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            // Neither an empty word nor an option.
            if (!argument.isEmpty() && argument.charAt(0) != '-') {
                words.add(argument);
            } else if (++i >= arguments.length || !takeOption(argument, arguments[i])) {
                return false;
            }
        }
        return !words.isEmpty();
    }

    private boolean takeOption(String option, String value) {
        if (value.isEmpty() || value.charAt(0) == '-') {
            return false;
        }
        return switch (option) {
            case "-m", "--model" -> {
                boolean first = model == null;
                model = value;
                yield first;
            }
            case "-n", "--count" -> {
                boolean first = count == null;
                count = value;
                yield first && isNumber(value);
            }
            case "--format" -> {
                boolean first = format == null;
                format = value;
                yield first && OutputFormat.find(value).isPresent();
            }
            default -> false;
        };
    }

    /** Tests for an integer of at least 1. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= MAX_DIGITS && text.charAt(0) != '0';
    }

    private @Nullable Callable<Integer> command(String name, ProcessContext context) {
        ModelOption modelOption = new ModelOption(model == null ? null : Path.of(model));
        CountOption countOption = new CountOption(count == null ? CountOption.DEFAULT : Integer.parseInt(count));
        FormatOption formatOption = new FormatOption(
                format == null ? null : OutputFormat.find(format).orElseThrow());
        if (name.equals("similar")) {
            return new SimilarCommand(context, words, modelOption, countOption, formatOption);
        }
        return words.size() != 3 ? null : new AnalogyCommand(context, words, modelOption, countOption, formatOption);
    }
}
