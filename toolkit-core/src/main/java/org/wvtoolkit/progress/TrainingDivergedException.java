package org.wvtoolkit.progress;

import java.io.IOException;
import java.io.Serial;

/**
 * Training diverged: the loss, a score or a weight is not finite, or exceeds any plausible value. Nothing was
 * saved. A lower
 * learning rate usually helps.
 */
public final class TrainingDivergedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception with the message "training diverged WHERE: SYMPTOM; nothing was saved; use a lower
     * learning rate".
     *
     * @param where the position, for example "near token 1000"
     * @param symptom what was observed, for example "the loss is NaN"
     */
    public TrainingDivergedException(String where, String symptom) {
        super("training diverged " + where + ": " + symptom + "; nothing was saved; use a lower learning rate");
    }
}
