package org.wvtoolkit.pipeline;

import java.io.IOException;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Training method that can start from a file of counts instead of a text, so that one counting pass
 * is used with several settings.
 */
public interface MatrixMethod extends TrainingMethod {
    /**
     * Returns the counting options for a run that starts from a text.
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
     * Returns whether the method can also start from a weighted matrix.
     *
     * @return true if it has a step after weighting
     */
    boolean takesWeights();

    /**
     * Trains from a matrix.
     *
     * @param matrix counts or, if {@link #takesWeights} is true, weights, created with the options
     *     of this method; owned by the caller and must stay open
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings, independent of the matrix, with the metadata that only training can provide; the
     * caller closes
     *     them
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException}
     * if interrupted
     */
    Embeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress) throws IOException;
}
