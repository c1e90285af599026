package org.wvtoolkit.pipeline;

import java.io.IOException;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** A method that can begin with a file of counts instead of a text, so that one pass of counting serves many settings. */
public interface MatrixMethod extends TrainingMethod {
    /**
     * Which pairs it counts, and how much, when it begins with a text.
     *
     * @return the options of counting
     */
    CooccurrenceOptions counting();

    @Override
    default Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress) throws IOException {
        try (ContextMatrix counts = CooccurrenceCounter.count(corpus, counting(), resources, progress)) {
            return train(counts, resources, progress);
        }
    }

    /**
     * Whether it can also begin with counts that are weighted already.
     *
     * @return true if weighting is not all that it does
     */
    boolean takesWeights();

    /**
     * Trains.
     *
     * @param matrix counts or, if it {@link #takesWeights}, weights, made with this method's options; stays open and the
     *     caller's
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings, with such metadata as only training knows, independent of the matrix; the caller closes them
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException} if interrupted
     */
    Embeddings train(ContextMatrix matrix, Resources resources, ProgressListener progress) throws IOException;
}
