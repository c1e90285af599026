package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The loops of training with negative sampling: rows of the large matrices are gathered into small blocks, which stay in the
 * cache, multiplied there, and the changes are added back.
 *
 * <p>A block is an array that holds rows one behind the other, {@code stride} values each: a multiple of {@value #LANES},
 * padded with zeros. Implementations are stateless and safe for concurrent use; several threads may add to the same rows of a
 * matrix at once and then lose some of each other's changes, as word2vec has it (Hogwild: Recht et al. 2011).
 */
public interface EmbeddingKernels {
    /** Logical lanes: strides and widths are multiples of this. */
    int LANES = 16;

    /**
     * The fastest kernels that this Java virtual machine can run: vectorised if it was started with {@code
     * --add-modules=jdk.incubator.vector}, scalar else.
     *
     * @return the kernels
     */
    static EmbeddingKernels fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new SimdEmbeddingKernels()
                : new ScalarEmbeddingKernels();
    }

    /**
     * Copies rows of a matrix into a block.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows
     * @param count how many of them
     * @param block takes the rows
     */
    void gather(MemorySegment matrix, int stride, int[] rows, int count, float[] block);

    /**
     * Adds the rows of a block to rows of a matrix.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride values a row
     * @param rows which rows; one may come several times
     * @param count how many of them
     * @param block what to add
     */
    void scatterAdd(MemorySegment matrix, int stride, int[] rows, int count, float[] block);

    /**
     * Adds rows of a matrix to the rows of a block: {@code block[i] += matrix[rows[i]]}.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows; a negative number leaves its row of the block as it is
     * @param count how many of them
     * @param block modified
     */
    void gatherAdd(MemorySegment matrix, int stride, int[] rows, int count, float[] block);

    /**
     * Adds multiples of rows that lie one behind the other to scattered rows of a matrix: {@code matrix[rows[i]] +=
     * factors[i] · changes[i]}, in ascending order of i, for those i whose row falls to one part of the work.
     *
     * @param changes {@code count} rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows
     * @param factors one a row of {@code changes}
     * @param count how many of them
     * @param part rows whose number leaves this remainder
     * @param parts after division by this; at least 1
     * @param matrix rows of {@code stride} values; modified
     */
    void addRows(
            MemorySegment changes,
            int stride,
            int[] rows,
            float[] factors,
            int count,
            int part,
            int parts,
            MemorySegment matrix);

    /**
     * The sum of scattered rows of a matrix: {@code sum = Σ matrix[rows[i]]}, in ascending order of i.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows; one may come several times
     * @param count how many of them
     * @param sum takes {@code stride} values
     */
    void sumOf(MemorySegment matrix, int stride, int[] rows, int count, float[] sum);

    /**
     * Adds one row to scattered rows of a matrix: {@code matrix[rows[i]] += change}.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride values a row
     * @param rows which rows; one that comes several times gets the change as often
     * @param count how many of them
     * @param change {@code stride} values
     */
    void addToEach(MemorySegment matrix, int stride, int[] rows, int count, float[] change);

    /**
     * Writes a block's values by column: {@code transposed[k·width + r] = block[r·stride + k]}.
     *
     * @param block rows of {@code stride} values
     * @param stride values a row
     * @param columns how many columns to write, at most {@code stride}
     * @param count how many rows
     * @param transposed takes {@code columns} rows of {@code width} values; places at and past {@code count} are left as they are
     * @param width at least {@code count}
     */
    void transpose(float[] block, int stride, int columns, int count, float[] transposed, int width);

    /**
     * The sum of some rows of a block, times a factor: {@code out[outRow] = factor · Σ block[rows[i]]}.
     *
     * @param block rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows
     * @param from index into {@code rows} of the first
     * @param to index into {@code rows} past the last; more than {@code from}
     * @param factor multiplies the sum
     * @param out takes the sum at row {@code outRow}
     * @param outRow which row
     */
    void sumRows(float[] block, int stride, int[] rows, int from, int to, float factor, float[] out, int outRow);

    /**
     * All inner products of two blocks, the second one transposed: {@code out[i·width + n] = Σ_k a[i·stride + k] ·
     * bTransposed[k·width + n]}, added for k in ascending order with fused multiplication.
     *
     * @param a {@code rows} rows of {@code stride} values
     * @param stride values a row of {@code a}
     * @param rows how many rows
     * @param bTransposed {@code columns} rows of {@code width} values
     * @param columns how many values a product sums; if more than {@code stride}, rows overlap, as the windows of a
     *     convolution do
     * @param width a multiple of {@value #LANES}
     * @param out takes {@code rows} rows of {@code width} values
     */
    void products(float[] a, int stride, int rows, float[] bTransposed, int columns, int width, float[] out);

    /**
     * Combinations of a block's rows: {@code out[i] = Σ_n weights[i·rowStep + n·columnStep] · block[n]}, added for n in
     * ascending order with fused multiplication.
     *
     * @param weights the factors
     * @param rowStep from one output row's factors to the next one's
     * @param columnStep from one block row's factor to the next one's
     * @param block {@code count} rows of {@code stride} values
     * @param count how many rows are combined
     * @param stride values a row
     * @param out takes {@code rows} rows of {@code stride} values
     * @param rows how many rows come out
     */
    void combine(
            float[] weights, int rowStep, int columnStep, float[] block, int count, int stride, float[] out, int rows);

    /**
     * The inner products of two blocks row by row, in a tree of {@value #LANES} lanes.
     *
     * @param a rows of {@code stride} values
     * @param b rows of {@code stride} values
     * @param stride values a row
     * @param rows how many rows
     * @param out takes one product a row
     */
    void rowProducts(float[] a, float[] b, int stride, int rows, float[] out);

    /**
     * The inner products of pairs of rows, in a tree of {@value #LANES} lanes: {@code out[i] = a[aRows[i]] · b[bRows[i]]}.
     *
     * @param a rows of {@code stride} values
     * @param aRows which of them
     * @param b rows of {@code stride} values
     * @param bRows which of them
     * @param stride values a row
     * @param pairs how many pairs
     * @param out takes one product a pair
     */
    void pairProducts(float[] a, int[] aRows, float[] b, int[] bRows, int stride, int pairs, float[] out);

    /**
     * Adds combinations of pairs of rows: {@code out[outRows[i]] += factors[i] · block[rows[i]]}, in ascending order of i.
     *
     * @param factors one a pair
     * @param block rows of {@code stride} values
     * @param rows which of them
     * @param stride values a row
     * @param pairs how many pairs
     * @param out rows of {@code stride} values; modified
     * @param outRows which of them
     */
    void addScaledPairs(float[] factors, float[] block, int[] rows, int stride, int pairs, float[] out, int[] outRows);

    /**
     * Adds a multiple of each row: {@code out[i] += factors[i] · block[i]}.
     *
     * @param factors one a row
     * @param block rows of {@code stride} values
     * @param stride values a row
     * @param rows how many rows
     * @param out rows of {@code stride} values; modified
     */
    void addScaledRows(float[] factors, float[] block, int stride, int rows, float[] out);

    /**
     * A multiple of each row: {@code out[i] = factors[i] · block[i]}.
     *
     * @param factors one a row
     * @param block rows of {@code stride} values; may be {@code out}
     * @param stride values a row
     * @param rows how many rows
     * @param out takes the rows
     */
    void scaleRows(float[] factors, float[] block, int stride, int rows, float[] out);

    /**
     * The change of a score's logit that gradient descent on the logistic loss makes: {@code factor · (label − σ(score))},
     * where σ saturates beyond ±30. Relative error of σ below 1e-6.
     *
     * @param scores the scores; replaced by the changes
     * @param count how many; a multiple of {@value #LANES}, or the array's places up to the next multiple are overwritten
     * @param label 1 for the word itself, 0 for noise
     * @param factor the learning rate, times whatever weighs the sample
     */
    void logisticStep(float[] scores, int count, float label, float factor);
}
