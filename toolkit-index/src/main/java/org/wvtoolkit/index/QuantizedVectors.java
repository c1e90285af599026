package org.wvtoolkit.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.kernel.ScanKernels;
import org.wvtoolkit.query.Cosines;

/**
 * The directions of a model's vectors as bytes, by which a search finds its way: a quarter of what floats would have it fetch from
 * scattered places, which is what it waits for. What it finds is scored exactly afterwards. Immutable, safe from any thread.
 *
 * @param codes I8 [V, d], 127 where a vector's largest value stands
 * @param scales F32 [V], what a row's codes are multiplied with to have length 1; NaN for a vector of zeros
 * @param dimension values of a row
 */
record QuantizedVectors(MemorySegment codes, MemorySegment scales, int dimension) {
    private static final int LARGEST = 127;
    private static final ScanKernels KERNELS = ScanKernels.fastest();

    /**
     * Quantises vectors.
     *
     * @param cosines the vectors
     * @param dimension values of a row
     * @param arena owns the memory
     */
    static QuantizedVectors of(Cosines cosines, int dimension, Arena arena) {
        MemorySegment codes = arena.allocate((long) cosines.size() * dimension, 64);
        MemorySegment scales = arena.allocate(JAVA_FLOAT, cosines.size());
        for (int id = 0; id < cosines.size(); id++) {
            float[] direction = cosines.direction(id);
            scales.setAtIndex(JAVA_FLOAT, id, direction == null ? Float.NaN : pack(direction, codes, id, dimension));
        }
        return new QuantizedVectors(codes, scales, dimension);
    }

    private static float pack(float[] direction, MemorySegment codes, int id, int dimension) {
        float largest = 0;
        for (int k = 0; k < dimension; k++) {
            largest = Math.max(largest, Math.abs(direction[k]));
        }
        long squares = 0;
        for (int k = 0; k < dimension; k++) {
            int code = Math.round(direction[k] / largest * LARGEST);
            codes.set(JAVA_BYTE, (long) id * dimension + k, (byte) code);
            squares += (long) code * code;
        }
        return (float) (1 / Math.sqrt((double) squares));
    }

    /**
     * The cosines between a direction and some vectors, nearly.
     *
     * @param direction of length 1, padded with zeros to a multiple of 16
     * @param ids which vectors
     * @param count how many of them
     * @param out takes {@code count} cosines, NaN for a vector of zeros
     */
    void cosines(float[] direction, int[] ids, int count, float[] out) {
        KERNELS.byteProducts(codes, dimension, ids, count, direction, out);
        for (int i = 0; i < count; i++) {
            out[i] *= scales.getAtIndex(JAVA_FLOAT, ids[i]);
        }
    }
}
