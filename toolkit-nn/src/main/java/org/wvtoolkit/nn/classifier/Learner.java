package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Classifier in training. Its methods are called by one thread at a time.
 *
 * <p>Extensions implement it for their own {@link ClassifierMethod}.
 */
public interface Learner extends AutoCloseable {
    /**
     * Trains one epoch over all texts.
     *
     * @param epoch from 0
     * @param watch receives progress in words
     * @return the mean loss; the loss of each text is computed before its step
     * @throws IOException as {@link java.io.InterruptedIOException} if interrupted
     */
    double epoch(int epoch, Watch watch) throws IOException;

    /** Callback for the progress of an epoch, called from any thread. */
    @FunctionalInterface
    interface Watch {
        /**
         * Reports processed words.
         *
         * @param words number of words since the last call
         * @param rate the learning rate
         */
        void done(long words, double rate);
    }

    /** Stores a copy of the current weights, replacing an earlier copy. */
    void remember();

    /** Restores the stored copy. */
    void recall();

    /**
     * Returns the current classifier, which shares the memory of this object.
     *
     * @param metadata its provenance
     * @return a classifier; closing it also frees the memory of the learner
     */
    TextClassifier classifier(ModelMetadata metadata);

    /** Frees the memory. */
    @Override
    void close();

    /**
     * Returns a callback that forwards to a progress listener.
     *
     * @param progress receives the sum of all words and the learning rate
     * @param total the sum so far
     * @return the callback, thread-safe
     */
    static Watch watching(ProgressListener progress, AtomicLong total) {
        return (words, rate) ->
                progress.advanced(total.addAndGet(words), String.format(Locale.ROOT, "learning rate %.4f", rate));
    }
}
