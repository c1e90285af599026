package org.wvtoolkit.nn;

/** Purpose of a forward pass, which dropout and batch normalization depend on. */
public enum Mode {
    /** Training: dropout is active, and batch normalization uses the statistics of the batch. */
    TRAINING,
    /** Prediction: dropout is inactive, and batch normalization uses its running statistics. */
    PREDICTION
}
