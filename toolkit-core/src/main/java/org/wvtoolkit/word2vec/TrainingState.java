package org.wvtoolkit.word2vec;

import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Where training stands: all that is needed, with the corpus and the options, to go on exactly.
 *
 * @param vectors the word vectors; the trainer's own, still to be changed once training goes on
 * @param contexts the context vectors; the same
 * @param position blocks done since the beginning, over all epochs
 * @param losses the validation loss after each whole epoch; NaN for one without
 */
public record TrainingState(FloatMatrix vectors, FloatMatrix contexts, long position, List<Double> losses) {
    /** Checks the position and copies the list. */
    public TrainingState {
        if (position < 0) {
            throw new IllegalArgumentException("position must be at least 0: " + position);
        }
        losses = List.copyOf(losses);
    }
}
