package org.wvtoolkit.word2vec;

import java.io.IOException;
import org.wvtoolkit.progress.TrainingDivergedException;

/** A way for several threads to train on the blocks of a corpus. */
interface Pass {
    /** Is told of each block that is done, by whichever thread did it. */
    @FunctionalInterface
    interface Watcher {
        void done(long turn);
    }

    /**
     * Trains on blocks, counted over all epochs.
     *
     * @param from the first
     * @param to past the last; of the same epoch
     * @param threads at most this many at once
     * @param pauseAt when, by {@link System#nanoTime}, to stop beginning new blocks
     * @param watcher told of progress
     * @return past the last block that is done; all before it are
     * @throws IOException if a score is not a number, or as {@link java.io.InterruptedIOException} if interrupted
     */
    long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException;

    /** The failure for numbers that are none, or absurd. */
    static TrainingDivergedException diverged(long position, float rate) {
        return new TrainingDivergedException(
                "near token " + position, "a score exceeds all bounds at learning rate " + rate);
    }
}
