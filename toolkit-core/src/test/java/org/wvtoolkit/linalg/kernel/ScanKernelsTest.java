package org.wvtoolkit.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the SIMD kernels with the scalar reference implementation bit by bit, and the latter
 * with double precision.
 */
class ScanKernelsTest {
    private static final int ROWS = 11;
    private static final int FIRST = 2;
    private static final int COUNT = 7;

    private final ScanKernels scalar = new ScalarScanKernels();
    private final ScanKernels simd = new SimdScanKernels();

    private static float[] direction(Random random, int dimension) {
        float[] direction = new float[(dimension + 15) / 16 * 16];
        for (int k = 0; k < dimension; k++) {
            direction[k] = (float) random.nextGaussian();
        }
        return direction;
    }

    private static void assertAgree(double[][] rows, float[] direction, float[] plain, float[] vectorised) {
        assertArrayEquals(Arrays.copyOf(plain, COUNT), Arrays.copyOf(vectorised, COUNT));
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            double size = 0;
            for (int k = 0; k < rows[0].length; k++) {
                sum += rows[FIRST + i][k] * direction[k];
                size += Math.abs(rows[FIRST + i][k] * direction[k]);
            }
            assertEquals(sum, plain[i], 1e-6 * size + 1e-30, "row " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 15, 16, 17, 31, 32, 33, 48, 63, 100, 300, 301, 1025})
    @DisplayName("Scalar and SIMD kernels agree in every precision")
    void everyPrecision(int dimension) {
        Random random = new Random(dimension);
        float[] direction = direction(random, dimension);
        float[] plain = new float[COUNT];
        float[] vectorised = new float[COUNT];
        double[][] values = new double[ROWS][dimension];
        int stride = dimension + random.nextInt(3);
        try (Arena arena = Arena.ofConfined()) {
            // Exactly as much memory as the rows need, so that a read past the end fails.
            MemorySegment floats = arena.allocate(4L * ((ROWS - 1) * stride + dimension), 4);
            MemorySegment halves = arena.allocate(2L * ROWS * dimension, 2);
            MemorySegment bytes = arena.allocate((long) ROWS * dimension, 1);
            for (int row = 0; row < ROWS; row++) {
                for (int k = 0; k < dimension; k++) {
                    values[row][k] = (float) random.nextGaussian();
                    floats.set(ValueLayout.JAVA_FLOAT, 4L * (row * stride + k), (float) values[row][k]);
                }
            }
            scalar.floatProducts(floats, stride, dimension, FIRST, COUNT, direction, plain);
            simd.floatProducts(floats, stride, dimension, FIRST, COUNT, direction, vectorised);
            assertAgree(values, direction, plain, vectorised);
            float[] scattered = new float[COUNT];
            int[] ids = {8, 2, 3, 4, 5, 6, 7};
            scalar.floatProducts(floats, stride, dimension, ids, COUNT, direction, scattered);
            simd.floatProducts(floats, stride, dimension, ids, COUNT, direction, vectorised);
            assertArrayEquals(scattered, vectorised);
            assertArrayEquals(Arrays.copyOf(plain, COUNT - 1), Arrays.copyOfRange(scattered, 1, COUNT));

            for (int row = 0; row < ROWS; row++) {
                for (int k = 0; k < dimension; k++) {
                    // including subnormal numbers and both zeros
                    short half = Float.floatToFloat16(
                            (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(30) - 27)));
                    values[row][k] = Float.float16ToFloat(half);
                    halves.setAtIndex(ValueLayout.JAVA_SHORT, (long) row * dimension + k, half);
                }
            }
            scalar.halfProducts(halves, dimension, FIRST, COUNT, direction, plain);
            simd.halfProducts(halves, dimension, FIRST, COUNT, direction, vectorised);
            assertAgree(values, direction, plain, vectorised);

            for (int row = 0; row < ROWS; row++) {
                for (int k = 0; k < dimension; k++) {
                    byte code = (byte) random.nextInt(-128, 128);
                    values[row][k] = code;
                    bytes.set(ValueLayout.JAVA_BYTE, (long) row * dimension + k, code);
                }
            }
            scalar.byteProducts(bytes, dimension, FIRST, COUNT, direction, plain);
            simd.byteProducts(bytes, dimension, FIRST, COUNT, direction, vectorised);
            assertAgree(values, direction, plain, vectorised);
            scalar.byteProducts(bytes, dimension, ids, COUNT, direction, scattered);
            simd.byteProducts(bytes, dimension, ids, COUNT, direction, vectorised);
            assertArrayEquals(scattered, vectorised);
            assertArrayEquals(Arrays.copyOf(plain, COUNT - 1), Arrays.copyOfRange(scattered, 1, COUNT));
        }
    }

    @Test
    @DisplayName("Every finite half-precision number is widened exactly")
    void widening() {
        float[] direction = new float[16];
        direction[0] = 1;
        float[] out = new float[1 << 16];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all = arena.allocate(2L << 16, 2);
            for (int bits = 0; bits < 1 << 16; bits++) {
                all.setAtIndex(ValueLayout.JAVA_SHORT, bits, (short) bits);
            }
            simd.halfProducts(all, 1, 0, 1 << 16, direction, out);
        }
        for (int bits = 0; bits < 1 << 16; bits++) {
            float expected = Float.float16ToFloat((short) bits);
            if (Float.isFinite(expected)) {
                assertEquals(expected, out[bits], 0f, "bits " + bits);
            }
        }
    }

    @Test
    @DisplayName("The fastest kernels are the SIMD ones where the module is present")
    void fastest() {
        assertInstanceOf(SimdScanKernels.class, ScanKernels.fastest());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 15, 16, 17, 31, 33, 100})
    @DisplayName("Every value above the bound, infinity and NaN is found at every position")
    void boundOfMagnitudes(int count) {
        float[] values = new float[count + 3];
        for (int i = 0; i < values.length; i++) {
            // The values after the tested ones exceed the bound.
            values[i] = i < count ? (i % 2 == 0 ? 1.5f : -1.5f) : Float.NaN;
        }
        for (ScanKernels kernels : List.of(scalar, simd)) {
            assertTrue(kernels.areBounded(values, count, 1.5f));
            for (float beyond :
                    new float[] {1.6f, -1.6f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}) {
                for (int at = 0; at < count; at++) {
                    float before = values[at];
                    values[at] = beyond;
                    assertFalse(kernels.areBounded(values, count, 1.5f), beyond + " at " + at);
                    values[at] = before;
                }
            }
        }
    }
}
