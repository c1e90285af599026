package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Kernels of training with negative sampling. They gather rows of the large matrices into small
 * blocks that stay in the cache, multiply the blocks, and add the changes back.
 *
 * <p>A block is an array of consecutive rows of {@code stride} values each. The stride is a
 * multiple of {@value #LANES}; rows are padded with zeros. {@link ScalarEmbeddingKernels} is the
 * reference implementation.
 *
 * <p>Implementations are stateless and thread-safe. Threads may add to the same rows of a matrix
 * concurrently; concurrent updates may then be lost (Hogwild, Recht et al. 2011).
 */
public interface EmbeddingKernels {
    /** Number of logical lanes; strides and widths are multiples of it. */
    int LANES = 16;

    /**
     * Returns the fastest implementation that this Java virtual machine can run.
     *
     * @return SIMD kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar
     *     ones
     */
    static EmbeddingKernels fastest() {
        return Simd.available() ? new SimdEmbeddingKernels() : new ScalarEmbeddingKernels();
    }

    /**
     * Copies rows of a matrix into a block.
     *
     * @param matrix rows of {@code stride} values
     * @param stride number of values per row
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
     * @param stride number of values per row
     * @param rows row numbers; a row may occur several times
     * @param first index of the first row number
     * @param count number of rows
     * @param block {@code count} rows to add
     */
    void scatterAdd(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] block);

    /**
     * Adds multiples of the rows of a block to rows of a matrix:
     * {@code matrix[rows[first + i]] += factors[i] · block[i]}, in ascending order of i with fused multiplication.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride number of values per row
     * @param rows row numbers; a row may occur several times
     * @param first index of the first row number
     * @param count number of rows
     * @param factors one factor per row
     * @param block {@code count} rows of {@code stride} values
     */
    void scatterAddScaled(
            MemorySegment matrix, int stride, int[] rows, int first, int count, float[] factors, float[] block);

    /**
     * Adds multiples of rows of a matrix to the rows of a block: {@code block[i] += factors[i] · matrix[rows[i]]}, with
     * fused multiplication.
     *
     * @param matrix rows of {@code stride} values
     * @param stride number of values per row
     * @param rows row numbers
     * @param count number of rows
     * @param factors one factor per row
     * @param block {@code count} rows of {@code stride} values; modified
     */
    void gatherAddScaled(MemorySegment matrix, int stride, int[] rows, int count, float[] factors, float[] block);

    /**
     * Computes inner products of the rows of a block with rows of a matrix:
     * {@code out[i] = block[i] · matrix[rows[i]]}. Each product is summed in {@value #LANES} lanes,
     * and the lanes are summed in a tree.
     *
     * @param matrix rows of {@code stride} values
     * @param stride number of values per row
     * @param rows row numbers
     * @param count number of rows
     * @param block {@code count} rows of {@code stride} values
     * @param out receives one product per row; elements up to the next multiple of {@value #LANES} may be overwritten
     */
    void gatherProducts(MemorySegment matrix, int stride, int[] rows, int count, float[] block, float[] out);

    /**
     * Adds multiples of selected rows to scattered rows of a matrix:
     * {@code matrix[rows[j]] += factors[j] · changes[j]} for each j = {@code selected[i]}, in ascending order of i with
     * fused multiplication.
     *
     * @param changes rows of {@code stride} values
     * @param stride number of values per row
     * @param rows row number for each row of {@code changes}; a number may occur several times
     * @param factors one factor per row of {@code changes}
     * @param selected indices of rows of {@code changes}
     * @param from index of the first selected row
     * @param to index after the last selected row
     * @param matrix rows of {@code stride} values; modified
     */
    void addRows(
            float[] changes,
            int stride,
            int[] rows,
            float[] factors,
            int[] selected,
            int from,
            int to,
            MemorySegment matrix);

    /**
     * Sums scattered rows of a matrix: {@code sum = Σ matrix[rows[i]]}, in ascending order of i.
     *
     * @param matrix rows of {@code stride} values
     * @param stride number of values per row
     * @param rows row numbers; a row may occur several times
     * @param count number of rows
     * @param sum receives {@code stride} values
     */
    void sumOf(MemorySegment matrix, int stride, int[] rows, int count, float[] sum);

    /**
     * Adds one row to scattered rows of a matrix: {@code matrix[rows[i]] += change}.
     *
     * @param matrix rows of {@code stride} values; modified
     * @param stride number of values per row
     * @param rows row numbers; a row that occurs several times receives the change as many times
     * @param count number of rows
     * @param change {@code stride} values
     */
    void addToEach(MemorySegment matrix, int stride, int[] rows, int count, float[] change);

    /**
     * Transposes rows of a block: {@code transposed[k·width + firstColumn + r] = block[(firstRow + r)·stride + k]}.
     *
     * @param block rows of {@code stride} values
     * @param firstRow first row to transpose
     * @param stride number of values per row
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
     * Computes all inner products of two blocks, the second one transposed:
     * {@code out[i·width + n] = Σ_k a[i·stride + k] · bTransposed[k·width + n]}, added in ascending
     * order of k with fused multiplication.
     *
     * @param a {@code rows} rows of {@code stride} values
     * @param stride number of values per row of {@code a}
     * @param rows number of rows
     * @param bTransposed {@code columns} rows of {@code width} values
     * @param columns number of values that a product sums; if it exceeds {@code stride}, rows
     *     overlap like the windows of a convolution
     * @param width a multiple of {@value #LANES}
     * @param out receives {@code rows} rows of {@code width} values
     */
    default void products(float[] a, int stride, int rows, float[] bTransposed, int columns, int width, float[] out) {
        products(a, 0, stride, rows, bTransposed, columns, width, 0, width, out);
    }

    /**
     * Computes some rows and columns of all inner products of two blocks, the second one
     * transposed: {@code out[i·width + n]} for i from {@code firstRow} to
     * {@code firstRow + rows − 1} and n from {@code from} to {@code to − 1}. Other elements of the
     * result keep their value.
     *
     * @param a rows of {@code stride} values
     * @param firstRow first row of {@code a} and of {@code out}
     * @param stride number of values per row of {@code a}
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
     * Computes linear combinations of the rows of a block:
     * {@code out[firstOut + i] = Σ_n weights[firstWeight + i·rowStep + n·columnStep] · block[firstRow + n]},
     * added in ascending order of n with fused multiplication.
     *
     * @param weights the factors
     * @param firstWeight index of the first factor
     * @param rowStep distance between the factors of successive output rows
     * @param columnStep distance between the factors of successive block rows
     * @param block rows of {@code stride} values
     * @param firstRow first row of the block
     * @param count number of rows that are combined
     * @param stride number of values per row
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
     * Multiplies each row of a block by a factor: {@code out[i] = factors[i] · block[i]}.
     *
     * @param factors one factor per row
     * @param block rows of {@code stride} values; may be {@code out}
     * @param stride number of values per row
     * @param rows number of rows
     * @param out receives {@code rows} rows of {@code stride} values
     */
    void scaleRows(float[] factors, float[] block, int stride, int rows, float[] out);

    /**
     * Replaces scores s by their gradient steps on the logistic loss:
     * {@code factor · (label − σ(s))}, where σ saturates beyond ±30. The relative error of σ is
     * below 1e-6.
     *
     * @param scores the scores; replaced by the steps
     * @param count number of scores; if it is not a multiple of {@value #LANES}, elements up to the
     *     next multiple are overwritten
     * @param label 1 for an observed word, 0 for a negative sample
     * @param factor the learning rate times the weight of the sample
     */
    void logisticStep(float[] scores, int count, float label, float factor);
}
