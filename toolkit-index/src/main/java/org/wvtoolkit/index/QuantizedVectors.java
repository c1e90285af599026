package org.wvtoolkit.index;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.ScanKernels;
import org.wvtoolkit.query.Cosines;

/**
 * Directions of a model's vectors as 8-bit integers, which guide the search. Random
 * memory accesses dominate its time, and these vectors need a quarter of the bytes. The results are scored exactly
 * afterwards. Immutable and thread-safe.
 *
 * @param codes I8 [V, d], with 127 for the largest value of a vector
 * @param scales F32 [V], factor that scales a row's codes to length 1; NaN for a zero vector
 * @param dimension number of values in a row
 */
record QuantizedVectors(MemorySegment codes, MemorySegment scales, int dimension) {
    private static final int MAX_CODE = 127;
    private static final ScanKernels KERNELS = ScanKernels.fastest();

    /**
     * Quantizes vectors.
     *
     * @param cosines the vectors
     * @param dimension number of values in a row
     * @param arena owner of the memory
     */
    static QuantizedVectors of(Cosines cosines, int dimension, Arena arena) {
        MemorySegment codes = HugePages.allocate(arena, (long) cosines.size() * dimension);
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
            int code = Math.round(direction[k] / largest * MAX_CODE);
            codes.set(JAVA_BYTE, (long) id * dimension + k, (byte) code);
            squares += (long) code * code;
        }
        return (float) (1 / Math.sqrt((double) squares));
    }

    /** Returns the number of vectors. */
    int size() {
        return (int) (scales.byteSize() / Float.BYTES);
    }

    /** Returns whether a vector has a direction, that is, is not zero. */
    boolean hasDirection(int id) {
        return !Float.isNaN(scales.getAtIndex(JAVA_FLOAT, id));
    }

    /** Returns a new array for a direction, padded to a multiple of 16. */
    float[] newDirection() {
        return new float[FloatMatrix.paddedColumns(dimension)];
    }

    /**
     * Copies a vector's quantized direction.
     *
     * @param id id of the vector
     * @param direction receives a unit vector, or NaN for a zero vector; its padding is left unchanged
     */
    void copyDirection(int id, float[] direction) {
        float scale = scales.getAtIndex(JAVA_FLOAT, id);
        for (int k = 0; k < dimension; k++) {
            direction[k] = scale * codes.get(JAVA_BYTE, (long) id * dimension + k);
        }
    }

    /**
     * Computes approximate cosines between a direction and several vectors.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param ids ids of the vectors
     * @param count number of vectors
     * @param out receives {@code count} cosines, NaN for a zero vector
     */
    void cosines(float[] direction, int[] ids, int count, float[] out) {
        KERNELS.byteProducts(codes, dimension, ids, count, direction, out);
        for (int i = 0; i < count; i++) {
            out[i] *= scales.getAtIndex(JAVA_FLOAT, ids[i]);
        }
    }
}
