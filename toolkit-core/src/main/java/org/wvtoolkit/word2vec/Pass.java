package org.wvtoolkit.word2vec;

import java.io.IOException;
import org.wvtoolkit.progress.TrainingDivergedException;

/** Multi-threaded training over the blocks of a corpus. */
interface Pass {
    /** Number of tokens in a block before subsampling. */
    int BLOCK = 8192;

    /** Callback for finished blocks, called from the thread that trained the block. */
    @FunctionalInterface
    interface Watcher {
        void done(long turn);
    }

    /**
     * Trains blocks, numbered over all epochs.
     *
     * @param from first block
     * @param to index after the last block, in the same epoch
     * @param threads maximum number of threads
     * @param pauseAt time in terms of {@link System#nanoTime} after which no new block is started
     * @param watcher receives progress
     * @return index after the last finished block; all blocks before it are finished
     * @throws IOException if a score is NaN or out of bounds, or as
     *     {@link java.io.InterruptedIOException} if interrupted
     */
    long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException;

    /** Creates the exception for scores that are NaN or out of bounds. */
    static TrainingDivergedException diverged(long position, float rate) {
        return new TrainingDivergedException(
                "near token " + position, "a score exceeds all bounds at learning rate " + rate);
    }
}
