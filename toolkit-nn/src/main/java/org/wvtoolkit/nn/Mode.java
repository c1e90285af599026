package org.wvtoolkit.nn;

/** What a forward pass is for: dropout and batch normalisation differ. */
public enum Mode {
    /** To learn: dropout drops, batch normalisation takes the batch's own statistics. */
    TRAINING,
    /** To predict: dropout does nothing, batch normalisation takes its running statistics. */
    PREDICTION
}
