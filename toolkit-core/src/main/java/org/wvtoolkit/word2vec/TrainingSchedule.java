package org.wvtoolkit.word2vec;

import java.time.Duration;

/**
 * Where each block lies and what the learning rate is there: a straight line over the tokens of all epochs, of the corpus and
 * not of any thread's share; with a time limit, over the time if that is further on. Safe for concurrent use.
 */
class TrainingSchedule {
    private final Word2VecOptions options;
    private final long tokens;
    private final long blocks;
    private final int blockTokens;
    private final long begin = System.nanoTime();
    private final long limit;
    private final boolean limited;

    TrainingSchedule(Word2VecOptions options, long tokens, long blocks, int blockTokens, Duration timeLimit) {
        this.options = options;
        this.tokens = tokens;
        this.blocks = blocks;
        this.blockTokens = blockTokens;
        this.limited = timeLimit.compareTo(TrainingLimits.NEVER) < 0;
        this.limit = timeLimit.toNanos();
    }

    /** Returns the tokens of a block that is not the last one. */
    int blockTokens() {
        return blockTokens;
    }

    /** Which epoch a turn belongs to, from 0. */
    long epoch(long turn) {
        return turn / blocks;
    }

    /** Which block of the corpus it is, from 0. */
    long block(long turn) {
        return turn % blocks;
    }

    /** How many tokens it has, before subsampling. */
    long tokensOf(long turn) {
        return Math.min(blockTokens, tokens - block(turn) * blockTokens);
    }

    /** How many tokens lie before it, over all epochs. */
    long tokensBefore(long turn) {
        return epoch(turn) * tokens + block(turn) * blockTokens;
    }

    /** The learning rate at a turn. */
    float rate(long turn) {
        double progress = (double) tokensBefore(turn) / ((double) tokens * options.epochs());
        if (limited) {
            progress = Math.min(1, Math.max(progress, (double) (System.nanoTime() - begin) / limit));
        }
        return (float) (options.learningRate() - (options.learningRate() - options.minimumLearningRate()) * progress);
    }

    /** When time is over, by {@link System#nanoTime}. */
    long end() {
        return begin + limit;
    }

    /** Whether time is over. */
    boolean isOver() {
        return limited && System.nanoTime() - end() >= 0;
    }
}
