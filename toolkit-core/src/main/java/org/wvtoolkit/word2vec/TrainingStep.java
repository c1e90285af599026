package org.wvtoolkit.word2vec;

import org.wvtoolkit.word2vec.sampling.SplitMix;

/** One model's step of stochastic gradient descent, batch by batch. Confined to one thread. */
interface TrainingStep {
    /** A score so large tells of a training that runs away, long before its numbers end. */
    float ABSURD = 1e4f;

    /**
     * Whether all scores are numbers of a magnitude of at most {@link #ABSURD}.
     *
     * @param scores the scores
     * @param count number of scores
     * @return false if one is larger or not a number
     */
    static boolean within(float[] scores, int count) {
        boolean within = true;
        for (int i = 0; i < count; i++) {
            within &= Math.abs(scores[i]) <= ABSURD;
        }
        return within;
    }

    /**
     * Trains on all centres of a block.
     *
     * @param block the tokens
     * @param random the block's own
     * @param rate the learning rate
     * @param inputs the words' rows; changed
     * @param outputs the contexts' rows; changed
     * @return false if a score was not a number, or beyond {@link #ABSURD}: the matrices are lost, and training
     *     must stop
     */
    boolean train(TokenBlock block, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs);
}
