package org.wvtoolkit.option;

import java.io.Serial;
import java.util.List;
import java.util.function.UnaryOperator;

/** Exception for options that are valid individually but cannot be combined. */
public final class ConflictingOptionsException extends OptionException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String PLACEHOLDER = "{}";

    private final String pattern;
    private final List<String> options;

    /**
     * Creates an exception.
     *
     * @param pattern the message, with {@code {}} in place of each option's name, for example
     *     "{} requires {} above 0"
     * @param options names of the options, without leading dashes, in the order of the placeholders
     */
    public ConflictingOptionsException(String pattern, String... options) {
        super(filled(pattern, List.of(options), UnaryOperator.identity()));
        this.pattern = pattern;
        this.options = List.of(options);
    }

    /**
     * Returns the names of the options.
     *
     * @return without leading dashes, in the order of the message
     */
    public List<String> options() {
        return options;
    }

    @Override
    public String describe(UnaryOperator<String> notation) {
        return filled(pattern, options, notation);
    }

    private static String filled(String pattern, List<String> options, UnaryOperator<String> notation) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (String option : options) {
            int placeholder = pattern.indexOf(PLACEHOLDER, from);
            if (placeholder < 0) {
                break;
            }
            text.append(pattern, from, placeholder).append(notation.apply(option));
            from = placeholder + PLACEHOLDER.length();
        }
        return text.append(pattern, from, pattern.length()).toString();
    }
}
