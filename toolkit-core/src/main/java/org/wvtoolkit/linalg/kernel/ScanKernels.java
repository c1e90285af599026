package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The inner products of one direction with many rows, which lie one behind the other in memory, mapped or not, in one of three
 * precisions: the loop of an exact search.
 *
 * <p>Every product is made in {@value #LANES} sums, sum l taking the places l, l + {@value #LANES}, … in ascending order, each product
 * rounded before it is added; the sums are then added in a fixed tree. So every implementation gives the same bits, and equal
 * rows always get equal products. Not fused, since a machine without fused multiplication would crawl, and since the memory is what
 * such a loop waits for.
 *
 * <p>Nothing is checked beyond the bounds of the segment: callers know their sizes. Implementations have no state and are safe for
 * concurrent use.
 */
public interface ScanKernels {
    /** Sums of a product; a direction is padded with zeros to a multiple of this. */
    int LANES = 16;

    /**
     * The fastest kernels that this Java virtual machine can run: vectorised if it was started with {@code
     * --add-modules=jdk.incubator.vector}, scalar else.
     *
     * @return the kernels
     */
    static ScanKernels fastest() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new SimdScanKernels()
                : new ScalarScanKernels();
    }

    /**
     * Rows of single precision: {@code out[i] = Σ_k rows[first + i, k] · direction[k]}.
     *
     * @param rows F32, rows of {@code stride} values
     * @param stride values from one row's begin to the next one's
     * @param dimension values of a row that count, at most {@code stride}
     * @param first the first row
     * @param count how many rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out takes {@code count} products
     */
    void floatProducts(
            MemorySegment rows, int stride, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Scattered rows of single precision: {@code out[i] = Σ_k rows[ids[i], k] · direction[k]}. Several at a time, so that they wait for
     * the memory together.
     *
     * @param rows F32, rows of {@code stride} values
     * @param stride values from one row's begin to the next one's
     * @param dimension values of a row that count, at most {@code stride}
     * @param ids which rows
     * @param count how many of them
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out takes {@code count} products
     */
    void floatProducts(
            MemorySegment rows, int stride, int dimension, int[] ids, int count, float[] direction, float[] out);

    /**
     * Rows of half precision (IEEE binary16), all finite; each value is widened exactly.
     *
     * @param rows F16, rows of {@code dimension} values without padding
     * @param dimension values of a row
     * @param first the first row
     * @param count how many rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out takes {@code count} products
     */
    void halfProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Rows of signed bytes.
     *
     * @param rows I8, rows of {@code dimension} values without padding
     * @param dimension values of a row
     * @param first the first row
     * @param count how many rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out takes {@code count} products
     */
    void byteProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Scattered rows of signed bytes, several at a time as those of floats.
     *
     * @param rows I8, rows of {@code dimension} values without padding
     * @param dimension values of a row
     * @param ids which rows
     * @param count how many of them
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out takes {@code count} products
     */
    void byteProducts(MemorySegment rows, int dimension, int[] ids, int count, float[] direction, float[] out);
}
