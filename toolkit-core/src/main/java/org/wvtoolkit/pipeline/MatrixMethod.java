package org.wvtoolkit.pipeline;

import java.io.IOException;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** A method that can start from a file of counts instead of a text, so that one pass of counting serves many settings. */
public interface MatrixMethod extends TrainingMethod {
    /**
     * Returns the hyperparameters of counting, for a run that starts from a text.
     *
     * @return the options
     */
    CooccurrenceOptions counting();

    @Override
    default Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress) throws IOException {
        try (ContextMatrix counts = CooccurrenceCounter.count(corpus, counting(), resources, progress)) {
            return train(counts, resources, progress);
        }
    }

    /**
     * Tests whether the method can also start from a weighted matrix.
     *
     * @return true if it has a step after weighting
     */
    boolean takesWeights();

    /**
     * Trains from a matrix.
     *
     * @param matrix counts or, if it {@link #takesWeights}, weights, made with this method's options; stays
     * open and belongs to
     *     the caller
     * @param resources threads, memory, temporary folder
     * @param progress notified of each stage
     * @return the embeddings, independent of the matrix, with the metadata that only training can provide; the
     * caller closes
     *     them
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException}
     * if interrupted
     */
    Embeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress) throws IOException;
}
