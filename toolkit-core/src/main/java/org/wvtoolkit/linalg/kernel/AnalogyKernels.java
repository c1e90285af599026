package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The inner loops of answering analogies from cosines: three rows of a block are combined, and the highest value is asked for.
 *
 * <p>A block holds, for each of some words, its cosines with {@value #CANDIDATES} candidates: row-major, off the heap, of
 * single precision. A value is one expression whose order is written down here and the highest of several does not depend on
 * the order in which they are compared, so every implementation gives the same bits. {@link ScalarAnalogyKernels} is the
 * specification.
 *
 * <p>Nothing is checked beyond the bounds of the segment. Implementations have no state and are safe from any thread.
 */
public interface AnalogyKernels {
    /** Candidates of a block. */
    int CANDIDATES = PanelKernels.MAX_WIDTH;

    /**
     * The highest of {@code (b[i] − a[i]) + c[i]}: 3CosAdd (Mikolov, Yih and Zweig 2013).
     *
     * @param block the cosines, without NaN
     * @param a the row of the first word
     * @param b the row of what it goes with
     * @param c the row of the word asked about
     * @return the highest over the block's candidates
     */
    float highestSum(MemorySegment block, int a, int b, int c);

    /**
     * The highest of {@code ((b[i] + shift) · (c[i] + shift)) / (a[i] + bottom)}: 3CosMul (Levy and Goldberg 2014).
     *
     * @param block the cosines, without NaN
     * @param a the row of the first word
     * @param b the row of what it goes with
     * @param c the row of the word asked about
     * @param shift makes cosines positive
     * @param bottom the same for the first word, and a little more, so that nothing is divided by zero
     * @return the highest over the block's candidates
     */
    float highestProduct(MemorySegment block, int a, int b, int c, float shift, float bottom);

    /**
     * The fastest implementation that this Java virtual machine can run: SIMD where the vector module is present.
     *
     * @return the kernels
     */
    static AnalogyKernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new SimdAnalogyKernels()
                : new ScalarAnalogyKernels();
    }
}
