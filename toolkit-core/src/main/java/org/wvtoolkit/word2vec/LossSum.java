package org.wvtoolkit.word2vec;

import java.io.Serializable;

/**
 * The validation loss of part of a corpus. Sums of several parts add up to that of the whole.
 *
 * @param sum sum of the losses of all predictions
 * @param predictions number of predictions, at least 0
 */
public record LossSum(double sum, long predictions) implements Serializable {
    /** The sum over nothing. */
    public static final LossSum ZERO = new LossSum(0, 0);

    /**
     * Adds another part.
     *
     * @param other the losses of another part
     * @return the losses of both
     */
    public LossSum plus(LossSum other) {
        return new LossSum(sum + other.sum, predictions + other.predictions);
    }

    /**
     * Returns the mean loss of a prediction.
     *
     * @return NaN where there is no prediction
     */
    public double mean() {
        return predictions == 0 ? Double.NaN : sum / predictions;
    }
}
