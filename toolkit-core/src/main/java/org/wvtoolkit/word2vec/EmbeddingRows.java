package org.wvtoolkit.word2vec;

/** The rows of one large matrix as a training step sees them: copied out, and changed by adding. */
interface EmbeddingRows {
    /**
     * Copies rows into a block.
     *
     * @param rows which rows
     * @param count how many of them
     * @param block takes them, one stride apart
     */
    void gather(int[] rows, int count, float[] block);

    /**
     * Adds the rows of a block.
     *
     * @param rows which rows; one may come several times
     * @param count how many of them
     * @param block what to add, one stride apart
     */
    void add(int[] rows, int count, float[] block);
}
