package org.wvtoolkit.nn.labelled;

import java.io.Serial;

/**
 * Exception for a line that violates its format. The caller, which has the line's location,
 * converts it to a message for the user.
 */
final class BadLineException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** Predicate of a sentence about the line. */
    private final String problem;

    BadLineException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
