package org.wvtoolkit.word2vec;

import java.time.Duration;

/**
 * Maps blocks to positions and learning rates. The learning rate decreases linearly over the tokens
 * of all epochs, independent of threads; with a time limit it decreases with time if that is
 * faster. Thread-safe.
 */
class TrainingSchedule {
    private final Word2VecOptions options;
    private final long tokens;
    private final long blocks;
    private final long begin = System.nanoTime();
    private final long limit;
    private final boolean limited;

    TrainingSchedule(Word2VecOptions options, long tokens, long blocks, Duration timeLimit) {
        this.options = options;
        this.tokens = tokens;
        this.blocks = blocks;
        this.limited = timeLimit.compareTo(TrainingLimits.NEVER) < 0;
        this.limit = timeLimit.toNanos();
    }

    /** Returns the epoch of a turn, from 0. */
    long epoch(long turn) {
        return turn / blocks;
    }

    /** Returns the block of the corpus of a turn, from 0. */
    long block(long turn) {
        return turn % blocks;
    }

    /** Returns the number of tokens of a turn before subsampling. */
    long tokensOf(long turn) {
        return Math.min(Pass.BLOCK, tokens - block(turn) * Pass.BLOCK);
    }

    /** Returns the number of tokens before a turn, over all epochs. */
    long tokensBefore(long turn) {
        return epoch(turn) * tokens + block(turn) * Pass.BLOCK;
    }

    /** Returns the learning rate of a turn. */
    float rate(long turn) {
        double progress = (double) tokensBefore(turn) / ((double) tokens * options.epochs());
        if (limited) {
            progress = Math.min(1, Math.max(progress, (double) (System.nanoTime() - begin) / limit));
        }
        return (float) (options.learningRate() - (options.learningRate() - options.minimumLearningRate()) * progress);
    }

    /** Returns the end of the time limit in terms of {@link System#nanoTime}. */
    long end() {
        return begin + limit;
    }

    /** Returns whether the time limit has passed. */
    boolean isOver() {
        return limited && System.nanoTime() - end() >= 0;
    }
}
