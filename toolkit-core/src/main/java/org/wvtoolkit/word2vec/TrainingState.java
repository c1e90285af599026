package org.wvtoolkit.word2vec;

import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * State of training. Together with the corpus and the options it suffices to continue exactly.
 *
 * @param vectors the word vectors, shared with the trainer and modified when training continues
 * @param contexts the context vectors, shared with the trainer and modified when training continues
 * @param position number of finished blocks over all epochs
 * @param losses validation loss after each complete epoch; NaN for an epoch without one
 */
public record TrainingState(FloatMatrix vectors, FloatMatrix contexts, long position, List<Double> losses) {
    /** Validates the position and copies the list. */
    public TrainingState {
        if (position < 0) {
            throw new IllegalArgumentException("position must be at least 0: " + position);
        }
        losses = List.copyOf(losses);
    }
}
