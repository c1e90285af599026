package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The loops of training with negative sampling: rows of the large matrices are gathered into small blocks, which
 * stay in the cache, multiplied there, and the changes are added back.
 *
 * <p>A block is an array that holds rows one behind the other, {@code stride} values each: a multiple of {@value
 * #LANES}, padded with zeros. Implementations are stateless and safe for concurrent use; several threads may add to
 * the same rows of a matrix at once and then lose some of each other's changes, as word2vec has it (Hogwild: Recht
 * et al. 2011).
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
     * @param rows row numbers
     * @param first index of the first row number
     * @param count number of rows
     * @param block receives the rows from {@code firstRow} on
     * @param firstRow first row of the block
     */
    void gather(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block, int firstRow);

    /**
     * Adds the rows of a block to rows of a matrix.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride values a row
     * @param rows row numbers; a row may occur several times
     * @param first index of the first row number
     * @param count number of rows
     * @param block {@code count} rows to add
     */
    void scatterAdd(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block);

    /**
     * Adds multiples of the rows of a block to rows of a matrix: {@code matrix[rows[i]] += factors[i] · block[i]}, in
     * ascending order of i with fused multiplication.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride values a row
     * @param rows row numbers; a row may occur several times
     * @param count number of rows
     * @param factors one factor per row
     * @param block {@code count} rows of {@code stride} values
     */
    void scatterAddScaled(MemorySegment matrix, int stride, int[] rows, int count, float[] factors, float[] block);

    /**
     * Adds multiples of rows of a matrix to the rows of a block: {@code block[i] += factors[i] · matrix[rows[i]]}, with
     * fused multiplication.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows row numbers
     * @param count number of rows
     * @param factors one factor per row
     * @param block {@code count} rows of {@code stride} values; modified
     */
    void gatherAddScaled(MemorySegment matrix, int stride, int[] rows, int count, float[] factors, float[] block);

    /**
     * Inner products of the rows of a block with rows of a matrix: {@code out[i] = block[i] · matrix[rows[i]]}.
     * Each product is summed in {@value #LANES} lanes, and the lanes in a tree.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows row numbers
     * @param count number of rows
     * @param block {@code count} rows of {@code stride} values
     * @param out receives one product per row; elements up to the next multiple of {@value #LANES} may be overwritten
     */
    void gatherProducts(MemorySegment matrix, int stride, int[] rows, int count, float[] block, float[] out);

    /**
     * Adds rows of a matrix to the rows of a block: {@code block[firstRow + i] += matrix[rows[i]]}.
     *
     * @param matrix rows of {@code stride} values
     * @param stride values a row
     * @param rows which rows; a negative number leaves its row of the block as it is
     * @param count how many of them
     * @param block modified
     * @param firstRow first row of the block
     */
    void gatherAdd(MemorySegment matrix, int stride, int[] rows, int count, float[] block, int firstRow);

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
     * Transposes rows of a block: {@code transposed[k·width + firstColumn + r] = block[(firstRow + r)·stride + k]}.
     *
     * @param block rows of {@code stride} values
     * @param firstRow first row to transpose
     * @param stride values a row
     * @param columns number of columns to write, at most {@code stride}
     * @param count number of rows to transpose
     * @param transposed receives {@code columns} rows of {@code width} values; other elements keep their value
     * @param firstColumn column of the result that receives the first row
     * @param width at least {@code firstColumn + count}
     */
    void transpose(
            float[] block,
            int firstRow,
            int stride,
            int columns,
            int count,
            float[] transposed,
            int firstColumn,
            int width);

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
    default void products(float[] a, int stride, int rows, float[] bTransposed, int columns, int width, float[] out) {
        products(a, 0, stride, rows, bTransposed, columns, width, 0, width, out);
    }

    /**
     * The same for some rows and some columns of the result: i from {@code firstRow} to {@code firstRow + rows − 1}
     * and n from {@code from} to {@code to − 1}; other elements of the result keep their value.
     *
     * @param a rows of {@code stride} values
     * @param firstRow first row of {@code a} and of {@code out}
     * @param stride values a row of {@code a}
     * @param rows number of rows
     * @param bTransposed {@code columns} rows of {@code width} values
     * @param columns number of values that a product sums
     * @param width a multiple of {@value #LANES}
     * @param from first column, a multiple of {@value #LANES}
     * @param to end of the columns, a multiple of {@value #LANES}
     * @param out rows of {@code width} values; modified
     */
    void products(
            float[] a,
            int firstRow,
            int stride,
            int rows,
            float[] bTransposed,
            int columns,
            int width,
            int from,
            int to,
            float[] out);

    /**
     * Linear combinations of a block's rows: {@code out[firstOut + i] = Σ_n weights[firstWeight + i·rowStep +
     * n·columnStep] · block[firstRow + n]}, added for n in ascending order with fused multiplication.
     *
     * @param weights the factors
     * @param firstWeight index of the first factor
     * @param rowStep distance between the factors of successive output rows
     * @param columnStep distance between the factors of successive block rows
     * @param block rows of {@code stride} values
     * @param firstRow first row of the block
     * @param count number of rows that are combined
     * @param stride values a row
     * @param out receives rows of {@code stride} values
     * @param firstOut first row of the result
     * @param rows number of rows of the result
     */
    void combine(
            float[] weights,
            int firstWeight,
            int rowStep,
            int columnStep,
            float[] block,
            int firstRow,
            int count,
            int stride,
            float[] out,
            int firstOut,
            int rows);

    /**
     * The inner products of two blocks row by row: {@code out[i] = a[i] · b[i]}. Each product is summed in {@value
     * #LANES} lanes, and the lanes in a tree.
     *
     * @param a rows of {@code stride} values
     * @param b rows of {@code stride} values
     * @param stride values a row
     * @param rows number of rows
     * @param out receives one product per row; elements up to the next multiple of {@value #LANES} may be overwritten
     */
    void rowProducts(float[] a, float[] b, int stride, int rows, float[] out);

    /**
     * Adds a multiple of each row: {@code out[i] += factors[i] · block[i]}.
     *
     * @param factors one factor per row
     * @param block rows of {@code stride} values
     * @param stride values a row
     * @param rows number of rows
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
     * The change of a score's logit that gradient descent on the logistic loss makes: {@code factor · (label −
     * σ(score))}, where σ saturates beyond ±30. Relative error of σ below 1e-6.
     *
     * @param scores the scores; replaced by the changes
     * @param count how many; a multiple of {@value #LANES}, or the array's places up to the next multiple are
     *     overwritten
     * @param label 1 for the word itself, 0 for noise
     * @param factor the learning rate, times whatever weighs the sample
     */
    void logisticStep(float[] scores, int count, float label, float factor);
}
