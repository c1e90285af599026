package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.io.Serial;

/** A model lacks what training needs to continue from it. */
public final class ModelNotContinuableException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message what the model lacks
     */
    public ModelNotContinuableException(String message) {
        super(message);
    }
}
