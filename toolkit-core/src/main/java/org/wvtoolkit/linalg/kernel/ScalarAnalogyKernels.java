package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The reference implementation of {@link AnalogyKernels}, in plain loops; also used where the
 * vector module is absent.
 */
public final class ScalarAnalogyKernels implements AnalogyKernels {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Creates the kernels, which are stateless. */
    public ScalarAnalogyKernels() {}

    @Override
    public float highestSum(MemorySegment block, int a, int b, int c) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            float value = (at(block, b, i) - at(block, a, i)) + at(block, c, i);
            highest = Math.max(highest, value);
        }
        return highest;
    }

    @Override
    public float highestProduct(MemorySegment block, int a, int b, int c, float shift, float bottom) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < CANDIDATES; i++) {
            float value = (at(block, b, i) + shift) * (at(block, c, i) + shift) / (at(block, a, i) + bottom);
            highest = Math.max(highest, value);
        }
        return highest;
    }

    private static float at(MemorySegment block, int row, int candidate) {
        return block.getAtIndex(FLOAT, (long) row * CANDIDATES + candidate);
    }
}
