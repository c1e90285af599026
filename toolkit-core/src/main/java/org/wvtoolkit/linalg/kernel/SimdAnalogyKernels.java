package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The SIMD implementation of {@link AnalogyKernels}, with the Vector API; lanes run along the
 * candidates.
 */
public final class SimdAnalogyKernels implements AnalogyKernels {
    /**
     * Vector species, at most {@link PanelKernels#WIDTH_UNIT} lanes wide, so that vectors divide a
     * block evenly.
     */
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= PanelKernels.WIDTH_UNIT
                    ? FloatVector.SPECIES_PREFERRED
                    : FloatVector.SPECIES_512;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** Number of bytes in a vector. */
    private static final long STEP = 4L * SPECIES.length();

    /** Number of bytes in a row. */
    private static final long ROW = 4L * CANDIDATES;

    /** Creates the kernels, which are stateless. */
    public SimdAnalogyKernels() {}

    private static FloatVector load(MemorySegment block, long byteOffset) {
        return FloatVector.fromMemorySegment(SPECIES, block, byteOffset, ORDER);
    }

    @Override
    public float highestSum(MemorySegment block, int a, int b, int c) {
        long first = a * ROW;
        long second = b * ROW;
        long third = c * ROW;
        FloatVector highest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (long at = 0; at < ROW; at += STEP) {
            highest = highest.max(
                    load(block, second + at).sub(load(block, first + at)).add(load(block, third + at)));
        }
        return highest.reduceLanes(VectorOperators.MAX);
    }

    @Override
    public float highestProduct(MemorySegment block, int a, int b, int c, float shift, float bottom) {
        long first = a * ROW;
        long second = b * ROW;
        long third = c * ROW;
        FloatVector highest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (long at = 0; at < ROW; at += STEP) {
            FloatVector top = load(block, second + at)
                    .add(shift)
                    .mul(load(block, third + at).add(shift));
            highest = highest.max(top.div(load(block, first + at).add(bottom)));
        }
        return highest.reduceLanes(VectorOperators.MAX);
    }
}
