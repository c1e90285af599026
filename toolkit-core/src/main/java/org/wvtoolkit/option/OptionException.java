package org.wvtoolkit.option;

import java.io.Serial;
import java.util.function.UnaryOperator;

/**
 * Exception for the value of an option that cannot be used. The message contains plain option
 * names; {@link #describe} replaces them by the notation of a user interface.
 */
public abstract sealed class OptionException extends IllegalArgumentException
        permits InvalidOptionException, ConflictingOptionsException {
    @Serial
    private static final long serialVersionUID = 1;

    OptionException(String message) {
        super(message);
    }

    /**
     * Returns the message with option names in the notation of a user interface.
     *
     * @param notation converts an option's name, for example to a command-line flag
     * @return one line
     */
    public abstract String describe(UnaryOperator<String> notation);
}
