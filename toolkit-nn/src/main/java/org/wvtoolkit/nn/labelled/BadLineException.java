package org.wvtoolkit.nn.labelled;

import java.io.Serial;

/** A line that is not of its format; whoever knows where it stands makes a message for the user of it. */
final class BadLineException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** The end of a sentence that begins with the line's place. */
    private final String problem;

    BadLineException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
