package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Kernels that score analogy questions from precomputed cosines: each combines three rows of a
 * block and returns the maximum.
 *
 * <p>A block contains the cosines of several words with {@value #CANDIDATES} candidates: row-major,
 * off-heap, single precision. Each value is one expression with a fixed order of operations, and a
 * maximum does not depend on the order of comparison, so all implementations give the same bits.
 * {@link ScalarAnalogyKernels} is the reference implementation.
 *
 * <p>Only the bounds of the segment are checked. Implementations are stateless and thread-safe.
 */
public interface AnalogyKernels {
    /** Number of candidates in a block. */
    int CANDIDATES = PanelKernels.MAX_WIDTH;

    /**
     * Returns the maximum of {@code (b[i] − a[i]) + c[i]}: 3CosAdd (Mikolov, Yih and Zweig 2013).
     * The question is “a is to b as c is to …”.
     *
     * @param block the cosines, without NaN
     * @param a row of the first word
     * @param b row of the second word
     * @param c row of the third word
     * @return the maximum over the candidates of the block
     */
    float highestSum(MemorySegment block, int a, int b, int c);

    /**
     * Returns the maximum of {@code ((b[i] + shift) · (c[i] + shift)) / (a[i] + bottom)}: 3CosMul
     * (Levy and Goldberg 2014).
     *
     * @param block the cosines, without NaN
     * @param a row of the first word
     * @param b row of the second word
     * @param c row of the third word
     * @param shift added to the cosines of the numerator to make them non-negative
     * @param bottom added to the cosines of the denominator; slightly larger than {@code shift}, so
     *     that the denominator is never zero
     * @return the maximum over the candidates of the block
     */
    float highestProduct(MemorySegment block, int a, int b, int c, float shift, float bottom);

    /**
     * Returns the fastest implementation that this Java virtual machine can run.
     *
     * @return SIMD kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar
     *     ones
     */
    static AnalogyKernels fastest() {
        return Simd.available() ? new SimdAnalogyKernels() : new ScalarAnalogyKernels();
    }
}
