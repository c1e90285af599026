package org.wvtoolkit.option;

import java.io.Serial;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Exception for a single option whose value violates the rule of the option. */
public final class InvalidOptionException extends OptionException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String option;
    private final @Nullable String value;
    private final String rule;

    /**
     * Creates an exception with the message "OPTION RULE: VALUE".
     *
     * @param option name of the option, without leading dashes
     * @param value the offending value
     * @param rule the rule as the end of a sentence, for example "must be 1 to 1000"
     */
    public InvalidOptionException(String option, Object value, String rule) {
        super(option + " " + rule + ": " + value);
        this.option = option;
        this.value = value.toString();
        this.rule = rule;
    }

    /**
     * Creates an exception for an option that has no value: the message is "OPTION RULE".
     *
     * @param option name of the option, without leading dashes
     * @param rule the rule as the end of a sentence, for example "is missing"
     */
    public InvalidOptionException(String option, String rule) {
        super(option + " " + rule);
        this.option = option;
        this.value = null;
        this.rule = rule;
    }

    /**
     * Returns the name of the option.
     *
     * @return without leading dashes
     */
    public String option() {
        return option;
    }

    /**
     * Returns the offending value.
     *
     * @return as text, or empty if there is none
     */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /**
     * Returns the rule that the value breaks.
     *
     * @return the end of a sentence that begins with the option, for example "must be 1 to 1000"
     */
    public String rule() {
        return rule;
    }

    @Override
    public String describe(UnaryOperator<String> notation) {
        return notation.apply(option) + " " + rule + (value == null ? "" : ": " + value);
    }
}
