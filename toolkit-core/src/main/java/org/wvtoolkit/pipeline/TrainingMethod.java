package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** A way from an encoded corpus to embeddings, with its options fixed. Immutable. */
public interface TrainingMethod {
    /**
     * Its name on the command line and in a model's metadata.
     *
     * @return such as {@code cbow}
     */
    String name();

    /**
     * Every option that determines the result, defaults included.
     *
     * @return values by the names that {@link TrainingMethods} lists
     */
    Map<String, String> options();

    /**
     * Trains.
     *
     * @param corpus the text; stays open and the caller's
     * @param resources threads, memory, temporary folder
     * @param progress told of each stage
     * @return the embeddings, with such metadata as only training knows; the caller closes them
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException} if interrupted
     */
    Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress) throws IOException;
}
