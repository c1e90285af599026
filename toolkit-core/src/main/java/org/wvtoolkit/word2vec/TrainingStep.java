package org.wvtoolkit.word2vec;

import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Step of stochastic gradient descent of one model on one batch. Not thread-safe: one
 * instance per thread.
 */
interface TrainingStep {
    /**
     * Magnitude of a score above which training counts as diverged. It is reached long before
     * values become infinite or NaN.
     */
    float MAX_SCORE = 1e4f;

    /**
     * Returns whether all scores are numbers with a magnitude of at most {@link #MAX_SCORE}.
     *
     * @param scores the scores
     * @param count number of scores
     * @return false if a score is larger or NaN
     */
    static boolean within(float[] scores, int count) {
        boolean within = true;
        for (int i = 0; i < count; i++) {
            within &= Math.abs(scores[i]) <= MAX_SCORE;
        }
        return within;
    }

    /**
     * Trains on the centres of a batch. Draws its negative samples from the generator.
     *
     * @param batch the batch
     * @param random random number generator of the block
     * @param rate the learning rate
     * @param inputs rows of the words; modified
     * @param outputs rows of the contexts; modified
     * @return false if a score was NaN or larger than {@link #MAX_SCORE}; the matrices are then
     *     invalid, and training must stop
     */
    boolean train(CentreBatch batch, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs);
}
