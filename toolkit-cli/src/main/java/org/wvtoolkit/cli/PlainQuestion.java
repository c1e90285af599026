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
 * Reads questions that are asked in the plainest way, {@code wv similar -m MODEL WORD}, without picocli: to load it, in class
 * files of Java 5 that no class-data archive takes, would take longer than to answer. Whatever is not plain (an unknown option, a
 * missing value, anything wrong) is left to picocli, so that there is one place that knows what is right and says what is
 * not; a test compares the two.
 */
final class PlainQuestion {
    private static final int MOST_DIGITS = 9;

    private final List<String> words = new ArrayList<>();
    private @Nullable String model;
    private @Nullable String count;
    private @Nullable String format;

    private PlainQuestion() {}

    /**
     * Reads a command line.
     *
     * @param context what the process was given
     * @param arguments the words after {@code wv}
     * @return the command, or null if it is not a plain question
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
            // An empty word, an option or a file of options.
            if (!argument.isEmpty() && argument.charAt(0) != '-' && argument.charAt(0) != '@') {
                words.add(argument);
            } else if (++i >= arguments.length || !takeOption(argument, arguments[i])) {
                return false;
            }
        }
        return !words.isEmpty();
    }

    private boolean takeOption(String option, String value) {
        if (value.isEmpty() || value.charAt(0) == '-' || value.charAt(0) == '@') {
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
                yield first && OutputFormat.named(value) != null;
            }
            default -> false;
        };
    }

    /** Whether it is a whole number from 1. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= MOST_DIGITS && text.charAt(0) != '0';
    }

    private @Nullable Callable<Integer> command(String name, ProcessContext context) {
        ModelOption modelOption = new ModelOption(model == null ? null : Path.of(model));
        CountOption countOption = new CountOption(count == null ? CountOption.DEFAULT : Integer.parseInt(count));
        FormatOption formatOption = new FormatOption(format == null ? null : OutputFormat.named(format));
        if (name.equals("similar")) {
            return new SimilarCommand(context, words, modelOption, countOption, formatOption);
        }
        return words.size() != 3 ? null : new AnalogyCommand(context, words, modelOption, countOption, formatOption);
    }
}
