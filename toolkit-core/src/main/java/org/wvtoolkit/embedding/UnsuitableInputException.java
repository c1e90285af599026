package org.wvtoolkit.embedding;

import java.io.Serial;

/**
 * A computation is not defined for its input, although every argument is valid by itself: a model has too few
 * words or another dimension, a text is too long. The message describes the input and the remedy in one line.
 */
public final class UnsuitableInputException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message one line with the problem and the remedy
     */
    public UnsuitableInputException(String message) {
        super(message);
    }
}
