package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.io.Serial;

/** Exception for a model that lacks data that is required to continue its training. */
public final class ModelNotContinuableException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message the missing data
     */
    public ModelNotContinuableException(String message) {
        super(message);
    }
}
