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
    /** Copies the list. */
    public TrainingState {
        losses = List.copyOf(losses);
    }
}
