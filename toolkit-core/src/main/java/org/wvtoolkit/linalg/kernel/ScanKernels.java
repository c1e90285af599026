package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Kernels of exact search: inner products of one query vector (the direction) with many rows in
 * memory or in a mapped file, in one of three precisions.
 *
 * <p>Every product is accumulated in {@value #LANES} sums: sum l adds the positions l, l +
 * {@value #LANES}, … in ascending order, and every multiplication is rounded before its addition.
 * The sums are then added in a fixed tree. All implementations therefore give the same bits, and
 * equal rows always have equal products. Multiplication is not fused, because a machine without
 * fused multiplication would be many times slower, and because these loops are limited by memory
 * bandwidth.
 *
 * <p>Only the bounds of the segment are checked. Implementations are stateless and thread-safe.
 */
public interface ScanKernels {
    /** Number of partial sums per product; a direction is padded with zeros to a multiple of it. */
    int LANES = 16;

    /**
     * Returns the fastest implementation that this Java virtual machine can run.
     *
     * @return SIMD kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar
     *     ones
     */
    static ScanKernels fastest() {
        return Simd.available() ? new SimdScanKernels() : new ScalarScanKernels();
    }

    /**
     * Computes products with consecutive rows of single precision:
     * {@code out[i] = Σ_k rows[first + i, k] · direction[k]}.
     *
     * @param rows F32, rows of {@code stride} values
     * @param stride number of values from the beginning of a row to the beginning of the next
     * @param dimension number of values of a row without padding, at most {@code stride}
     * @param first first row
     * @param count number of rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out receives {@code count} products
     */
    void floatProducts(
            MemorySegment rows, int stride, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Computes products with scattered rows of single precision:
     * {@code out[i] = Σ_k rows[ids[i], k] · direction[k]}. Several rows are processed together, so
     * that their memory accesses overlap.
     *
     * @param rows F32, rows of {@code stride} values
     * @param stride number of values from the beginning of a row to the beginning of the next
     * @param dimension number of values of a row without padding, at most {@code stride}
     * @param ids row numbers
     * @param count number of rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out receives {@code count} products
     */
    void floatProducts(
            MemorySegment rows, int stride, int dimension, int[] ids, int count, float[] direction, float[] out);

    /**
     * Computes products with consecutive rows of half precision (IEEE binary16):
     * {@code out[i] = Σ_k rows[first + i, k] · direction[k]}. All values must be finite; each is
     * widened exactly.
     *
     * @param rows F16, rows of {@code dimension} values without padding
     * @param dimension number of values per row
     * @param first first row
     * @param count number of rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out receives {@code count} products
     */
    void halfProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Computes products with consecutive rows of signed bytes:
     * {@code out[i] = Σ_k rows[first + i, k] · direction[k]}.
     *
     * @param rows I8, rows of {@code dimension} values without padding
     * @param dimension number of values per row
     * @param first first row
     * @param count number of rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out receives {@code count} products
     */
    void byteProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out);

    /**
     * Computes products with scattered rows of signed bytes:
     * {@code out[i] = Σ_k rows[ids[i], k] · direction[k]}. Several rows are processed together, so
     * that their memory accesses overlap.
     *
     * @param rows I8, rows of {@code dimension} values without padding
     * @param dimension number of values per row
     * @param ids row numbers
     * @param count number of rows
     * @param direction {@code dimension} values, padded with zeros to a multiple of {@value #LANES}
     * @param out receives {@code count} products
     */
    void byteProducts(MemorySegment rows, int dimension, int[] ids, int count, float[] direction, float[] out);

    /**
     * Returns whether no value exceeds a bound in magnitude.
     *
     * @param values any values
     * @param count number of values to test, from the first one on
     * @param bound at least 0
     * @return false also if a value is NaN
     */
    boolean areBounded(float[] values, int count, float bound);
}
