package org.wvtoolkit.word2vec;

import java.util.Objects;

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

    /**
     * The check that stands before every kernel: kernels trust their arguments, and may run with no checks of their own.
     *
     * @param rows which rows
     * @param count how many of them
     * @param block their values
     * @param stride values a row
     * @param matrixRows how many rows the matrix has
     * @throws IndexOutOfBoundsException if a row does not exist, or the block is too small
     */
    static void check(int[] rows, int count, float[] block, int stride, long matrixRows) {
        Objects.checkFromIndexSize(0, count, rows.length);
        Objects.checkFromIndexSize(0, (long) count * stride, block.length);
        int largest = 0;
        int smallest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, rows[i]);
            smallest = Math.min(smallest, rows[i]);
        }
        if (smallest < 0 || (count > 0 && largest >= matrixRows)) {
            throw new IndexOutOfBoundsException("rows " + smallest + " to " + largest + " of " + matrixRows);
        }
    }
}
