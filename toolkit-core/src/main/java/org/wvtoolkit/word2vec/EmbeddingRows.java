package org.wvtoolkit.word2vec;

import java.util.Objects;

/**
 * View of the rows of a large matrix in a training step: several ways to read rows, and addition to
 * rows. Blocks are arrays of consecutive rows of one stride. What is added to a row is multiplied by
 * the rate of its word ({@link WordRates}).
 *
 * <p>Every method checks row numbers and sizes, because kernels do not check their arguments.
 */
interface EmbeddingRows {
    /**
     * Copies rows into a block.
     *
     * @param rows row numbers
     * @param first index of the first row number
     * @param count number of rows
     * @param block receives the rows
     * @param firstRow first row of the block to write
     */
    void gather(int[] rows, int first, int count, float[] block, int firstRow);

    /**
     * Copies running sums of rows into a block: a row of zeros, the first row, the sum of the first two rows and so on.
     *
     * @param rows row numbers
     * @param first index of the first row number
     * @param count number of rows
     * @param sums receives {@code count + 1} rows
     */
    void gatherSums(int[] rows, int first, int count, float[] sums);

    /**
     * Computes inner products of the rows of a block with rows of the matrix:
     * {@code out[i] = block[i] · matrix[rows[i]]}.
     *
     * @param rows row numbers
     * @param count number of rows
     * @param block one row per row number
     * @param out receives the products; elements up to the next multiple of 16 may be overwritten
     */
    void products(int[] rows, int count, float[] block, float[] out);

    /**
     * Adds multiples of rows of the matrix to a block: {@code block[i] += factors[i] · matrix[rows[i]]}.
     *
     * @param rows row numbers
     * @param count number of rows
     * @param factors one factor per row
     * @param block modified
     */
    void addTo(int[] rows, int count, float[] factors, float[] block);

    /**
     * Adds the rows of a block, multiplied by the words' rates, to rows of the matrix.
     *
     * @param rows row numbers; a row may occur several times
     * @param first index of the first row number
     * @param count number of rows
     * @param block rows to add
     */
    void add(int[] rows, int first, int count, float[] block);

    /**
     * Adds multiples of the rows of a block to rows of the matrix:
     * {@code matrix[rows[i]] += rate(rows[i]) · factors[i] · block[i]}.
     *
     * @param rows row numbers; a row may occur several times
     * @param count number of rows
     * @param factors one factor per row
     * @param block rows to add
     */
    void addScaled(int[] rows, int count, float[] factors, float[] block);

    /**
     * Checks the arguments of an operation.
     *
     * @param rows row numbers
     * @param first index of the first row number
     * @param count number of rows
     * @param block block that is read or written
     * @param blockRows number of rows of the block that are used
     * @param stride number of values per row
     * @param matrixRows number of rows of the matrix
     * @throws IndexOutOfBoundsException if a row does not exist, or if the block is too small
     */
    // More than six parameters: the arguments of the kernels that it checks, without allocation.
    static void check(int[] rows, int first, int count, float[] block, int blockRows, int stride, long matrixRows) {
        Objects.checkFromIndexSize(first, count, rows.length);
        Objects.checkFromIndexSize(0, (long) blockRows * stride, block.length);
        int largest = 0;
        int smallest = 0;
        for (int i = first; i < first + count; i++) {
            largest = Math.max(largest, rows[i]);
            smallest = Math.min(smallest, rows[i]);
        }
        if (smallest < 0 || (count > 0 && largest >= matrixRows)) {
            throw new IndexOutOfBoundsException("rows " + smallest + " to " + largest + " of " + matrixRows);
        }
    }
}
