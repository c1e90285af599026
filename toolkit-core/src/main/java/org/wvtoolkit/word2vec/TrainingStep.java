package org.wvtoolkit.word2vec;

/** One model's step of stochastic gradient descent, batch by batch. Confined to one thread. */
interface TrainingStep {
    /**
     * Trains on all centres of a block.
     *
     * @param block the tokens
     * @param random the block's own
     * @param rate the learning rate
     * @param inputs the words' rows; changed
     * @param outputs the contexts' rows; changed
     * @return false if a score was not a number: then the matrices hold no numbers either, and training must stop
     */
    boolean train(TokenBlock block, SplitMix random, float rate, EmbeddingRows inputs, EmbeddingRows outputs);
}
