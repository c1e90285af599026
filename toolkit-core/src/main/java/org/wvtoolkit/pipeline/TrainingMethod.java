package org.wvtoolkit.pipeline;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.extension.ExtensionPoint;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;

/** An algorithm with fixed hyperparameters that produces embeddings from an encoded corpus. Immutable. */
public interface TrainingMethod {
    /** Training methods of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<MethodRegistry.Entry<TrainingMethod>> EXTENSIONS =
            new ExtensionPoint<>("training method", MethodRegistry.Entry::name);

    /**
     * Returns the method's name, as in {@link TrainingMethods} and in a model's metadata.
     *
     * @return for example {@code cbow}
     */
    String name();

    /**
     * Returns the values of all hyperparameters, including defaults.
     *
     * @return exact values by option name
     */
    Map<String, String> options();

    /**
     * Returns the memory of the arrays that grow with the vocabulary and cannot be in a temporary file. {@link
     * Training} refuses to start if it exceeds the memory budget.
     *
     * @param vocabulary the words to train
     * @param threads number of worker threads
     * @return an estimate in bytes
     */
    default long memoryBytes(Vocabulary vocabulary, int threads) {
        return MemoryCheck.vocabularyBytes(vocabulary);
    }

    /**
     * Returns the Java heap that arrays of a size known in advance take. {@link Training} refuses to start if it
     * exceeds the heap limit.
     *
     * @param vocabulary the words to train
     * @return an estimate in bytes; 0 if they are small
     */
    default long heapBytes(Vocabulary vocabulary) {
        return 0;
    }

    /**
     * Trains on a corpus.
     *
     * @param corpus the corpus, owned by the caller; must stay open during training
     * @param resources threads, memory and temporary folder
     * @param progress notified of each stage
     * @return the embeddings, with the metadata that only training can provide; the caller closes them
     * @throws IOException if a temporary file cannot be written, or as {@link java.io.InterruptedIOException}
     * if interrupted
     */
    Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress) throws IOException;
}
