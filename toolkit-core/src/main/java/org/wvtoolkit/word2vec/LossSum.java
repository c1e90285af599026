package org.wvtoolkit.word2vec;

import java.io.Serializable;

/**
 * Validation loss of part of a corpus. The sum over all parts is the loss of the whole corpus.
 *
 * @param sum sum of the losses of all predictions
 * @param predictions number of predictions, at least 0
 */
public record LossSum(double sum, long predictions) implements Serializable {
    /** The sum over no predictions. */
    public static final LossSum ZERO = new LossSum(0, 0);

    /**
     * Adds another part.
     *
     * @param other losses of the other part
     * @return losses of both parts
     */
    public LossSum plus(LossSum other) {
        return new LossSum(sum + other.sum, predictions + other.predictions);
    }

    /**
     * Returns the mean loss per prediction.
     *
     * @return the mean, or NaN if there is no prediction
     */
    public double mean() {
        return predictions == 0 ? Double.NaN : sum / predictions;
    }
}
