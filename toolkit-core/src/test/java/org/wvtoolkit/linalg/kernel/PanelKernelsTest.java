package org.wvtoolkit.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelKernelsTest {
    private final PanelKernels scalar = new ScalarPanelKernels();
    private final PanelKernels simd = new SimdPanelKernels();

    private static MemorySegment random(Arena arena, Random random, long values) {
        MemorySegment segment = arena.allocate(4 * values, 64);
        for (long i = 0; i < values; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat() - 0.4f);
        }
        return segment;
    }

    @ParameterizedTest
    @CsvSource({"32, 0", "64, 1", "32, 2", "64, 7", "32, 2048", "64, 1025", "16, 3000", "48, 33"})
    @DisplayName("SIMD and scalar sparse products have the same bits")
    void sparseProducts(int stride, int longest) {
        Random random = new Random(stride + longest);
        try (Arena arena = Arena.ofConfined()) {
            int rows = 9;
            int columns = longest + 3;
            long[] indptr = new long[rows + 1];
            for (int row = 0; row < rows; row++) {
                indptr[row + 1] = indptr[row] + (row == 0 ? longest : random.nextInt(longest + 1));
            }
            int[] indices = random.ints(indptr[rows], 0, columns).toArray();
            MemorySegment pointers = arena.allocateFrom(ValueLayout.JAVA_LONG, indptr);
            MemorySegment places = arena.allocateFrom(ValueLayout.JAVA_INT, indices);
            MemorySegment values = random(arena, random, indptr[rows]);
            MemorySegment panel = random(arena, random, (long) columns * stride);
            MemorySegment expected = random(arena, random, (long) rows * stride);
            MemorySegment actual = arena.allocate(expected.byteSize(), 64).copyFrom(expected);
            scalar.sparseTimesPanel(pointers, places, values, 0, rows - 1, panel, expected, stride);
            simd.sparseTimesPanel(pointers, places, values, 0, rows - 1, panel, actual, stride);
            assertEquals(-1, expected.mismatch(actual));

            double sum = 0;
            for (int position = 0; position < longest; position++) {
                sum += (double) values.getAtIndex(ValueLayout.JAVA_FLOAT, position)
                        * panel.getAtIndex(ValueLayout.JAVA_FLOAT, (long) indices[position] * stride + 5);
            }
            assertEquals(sum, actual.getAtIndex(ValueLayout.JAVA_FLOAT, 5), 1e-6 * (longest + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"32, 32, 0", "64, 32, 1", "32, 64, 5", "64, 64, 128", "16, 16, 9", "48, 16, 30", "16, 48, 31"})
    @DisplayName("SIMD and scalar dense products have the same bits")
    void denseProducts(int leftStride, int rightStride, int rows) {
        Random random = new Random(rows);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment left = random(arena, random, (rows + 3L) * leftStride);
            MemorySegment right = random(arena, random, (rows + 3L) * rightStride);
            double[] expected = random.doubles(leftStride * rightStride + 7).toArray();
            double[] actual = expected.clone();
            scalar.addGram(left, leftStride, right, rightStride, 2, rows + 2, expected, 7);
            simd.addGram(left, leftStride, right, rightStride, 2, rows + 2, actual, 7);
            assertArrayEquals(expected, actual);

            MemorySegment coefficients = random(arena, random, (long) leftStride * rightStride);
            MemorySegment actualTarget = arena.allocate(right.byteSize(), 64).copyFrom(right);
            scalar.addPanelTimes(left, leftStride, coefficients, right, rightStride, 1, rows + 2);
            simd.addPanelTimes(left, leftStride, coefficients, actualTarget, rightStride, 1, rows + 2);
            assertEquals(-1, right.mismatch(actualTarget));
        }
    }
}
