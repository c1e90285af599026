package org.wvtoolkit.word2vec;

import org.wvtoolkit.word2vec.sampling.SplitMix;

/** One model's step of stochastic gradient descent, batch by batch. Confined to one thread. */
interface TrainingStep {
    /** A score so large tells of a training that runs away, long before its numbers end. */
    float ABSURD = 1e4f;

    /**
     * The largest of some scores, in size.
     *
     * @param scores the scores
     * @param count how many of them
     * @return at least 0; NaN if one of them is
     */
    static float largest(float[] scores, int count) {
        float largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(scores[i]));
        }
        return largest;
    }

    /**
     * Trains on all centres of a block.
     *
     * @param block the tokens
     * @param random the block's own
     * @param rate the learning rate
     * @param inputs the words' rows; changed
     * @param outputs the contexts' rows; changed
     * @return false if a score was not a number, or beyond {@link #ABSURD}: the matrices are lost, and training must stop
     */
    boolean train(TokenBlock block, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs);
}
