package org.wvtoolkit.nn.classifier;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.progress.ProgressListener;

/** A classifier while it learns. */
interface Learner extends AutoCloseable {
    /**
     * Goes through all texts once.
     *
     * @param epoch from 0
     * @param watch told of words done
     * @return the mean loss, each text's taken as it came, before its step
     * @throws IOException as {@link java.io.InterruptedIOException} if interrupted
     */
    double epoch(int epoch, Watch watch) throws IOException;

    /** Is told how far an epoch is, by any thread. */
    @FunctionalInterface
    interface Watch {
        /**
         * Some more words are done.
         *
         * @param words how many
         * @param rate the learning rate
         */
        void done(long words, double rate);
    }

    /** Keeps a copy of what has been learned, in the place of one that was kept before. */
    void remember();

    /** Goes back to that copy. */
    void recall();

    /**
     * What has been learned so far, sharing this object's memory.
     *
     * @param metadata how it was made
     * @return a classifier, of which closing frees the learner's memory too
     */
    TextClassifier classifier(ModelMetadata metadata);

    /** Frees the memory. */
    @Override
    void close();

    /** A watch for whoever listens to progress. */
    static Watch watching(ProgressListener progress, AtomicLong total) {
        return (words, rate) ->
                progress.advanced(total.addAndGet(words), String.format(Locale.ROOT, "learning rate %.4f", rate));
    }
}
