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
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Compares the SIMD window kernels with the scalar reference implementation, and both with sums
 * written out.
 */
class WindowKernelsTest {
    private static final WindowKernels SCALAR = new ScalarWindowKernels();
    private static final WindowKernels SIMD = new SimdWindowKernels();
    private static final int LANES = EmbeddingKernels.LANES;

    /**
     * Random windows over consecutive positions; the centres are positions of their own windows, in
     * ascending order.
     */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    private record Strand(int positions, int first, int count, int[] from, int[] to, int[] centrePosition) {
        static Strand random(Random random) {
            int positions = 2 + random.nextInt(40);
            int first = random.nextInt(5);
            int[] from = new int[first + 2 * LANES];
            int[] to = new int[first + 2 * LANES];
            int[] centrePosition = new int[first + 2 * LANES];
            int count = 0;
            for (int position = random.nextInt(3);
                    position < positions && count < LANES;
                    position += 1 + random.nextInt(2)) {
                int begin = Math.max(0, position - random.nextInt(8));
                int end = Math.min(positions, position + 1 + random.nextInt(8));
                if (end - begin > 1) {
                    from[first + count] = begin;
                    to[first + count] = end;
                    centrePosition[first + count++] = position;
                }
            }
            return new Strand(positions, first, count, from, to, centrePosition);
        }

        boolean contains(int centre, int position) {
            return from[centre] <= position && position < to[centre] && position != centrePosition[centre];
        }
    }

    private static float[] random(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] same(float[] out, String message, BiConsumer<WindowKernels, float[]> operation) {
        float[] expected = out.clone();
        float[] actual = out.clone();
        operation.accept(SCALAR, expected);
        operation.accept(SIMD, actual);
        assertArrayEquals(expected, actual, message);
        return actual;
    }

    @ParameterizedTest(name = "dimension {0}")
    @ValueSource(ints = {1, 16, 17, 100, 300})
    @DisplayName("Sums over windows equal the sums written out, with the same bits from both kernels")
    void sums(int dimension) {
        int stride = FloatMatrix.paddedColumns(dimension);
        for (int seed = 1; seed <= 50; seed++) {
            Random random = new Random(1000L * dimension + seed);
            Strand strand = Strand.random(random);
            String message = "seed " + seed + ", dimension " + dimension;
            int[] rows = random.ints(strand.positions() + 3, 0, 30).toArray();
            float[] values = random(random, 30 * stride);
            float[] garbage = random(random, (strand.positions() + 1 + 40) * stride);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment matrix = arena.allocate(4L * values.length, 64);
                MemorySegment.copy(values, 0, matrix, ValueLayout.JAVA_FLOAT, 0, values.length);
                float[] sums = same(
                        garbage,
                        message,
                        (kernels, out) -> kernels.gatherSums(matrix, stride, rows, 3, strand.positions(), out));
                float[] written = garbage.clone();
                Arrays.fill(written, 0, stride, 0);
                for (int j = 0; j < strand.positions(); j++) {
                    for (int k = 0; k < stride; k++) {
                        written[(j + 1) * stride + k] = written[j * stride + k] + values[rows[3 + j] * stride + k];
                    }
                }
                assertArrayEquals(written, sums, message);
                float[] means = same(
                        garbage,
                        message,
                        (kernels, out) -> kernels.windowMeans(
                                sums,
                                stride,
                                strand.from(),
                                strand.to(),
                                strand.centrePosition(),
                                strand.first(),
                                strand.count(),
                                out));
                checkMeans(strand, rows, values, means, stride, message);
            }
            float[] changes = random(random, (strand.first() + LANES) * stride);
            float[] windowSums = same(
                    garbage,
                    message,
                    (kernels, out) -> kernels.windowSums(
                            changes,
                            stride,
                            strand.from(),
                            strand.to(),
                            strand.centrePosition(),
                            strand.first(),
                            strand.count(),
                            strand.positions(),
                            out));
            checkSums(strand, changes, windowSums, stride, message);
        }
    }

    private static void checkMeans(
            Strand strand, int[] rows, float[] values, float[] means, int stride, String message) {
        for (int i = strand.first(); i < strand.first() + strand.count(); i++) {
            for (int k = 0; k < stride; k++) {
                double sum = 0;
                int contexts = 0;
                for (int j = 0; j < strand.positions(); j++) {
                    if (strand.contains(i, j)) {
                        sum += values[rows[3 + j] * stride + k];
                        contexts++;
                    }
                }
                assertEquals(sum / contexts, means[i * stride + k], 5e-6, message);
            }
        }
    }

    private static void checkSums(Strand strand, float[] changes, float[] sums, int stride, String message) {
        for (int j = 0; j < strand.positions(); j++) {
            for (int k = 0; k < stride; k++) {
                double sum = 0;
                for (int i = strand.first(); i < strand.first() + strand.count(); i++) {
                    sum += strand.contains(i, j) ? changes[i * stride + k] : 0;
                }
                assertEquals(sum, sums[j * stride + k], 5e-6, message);
            }
        }
    }

    @Test
    @DisplayName("Scores inside windows become changes, others 0, and a score out of bounds is reported")
    void logistic() {
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            Strand strand = Strand.random(random);
            int width = 16 * (1 + random.nextInt(3));
            int column = width - LANES;
            int firstRow = random.nextInt(3);
            float[] scores = random(random, (firstRow + strand.positions()) * width);
            boolean broken = strand.count() > 0 && random.nextBoolean();
            if (broken) {
                int i = random.nextInt(strand.count());
                int centre = strand.first() + i;
                int j = strand.from()[centre] == strand.centrePosition()[centre]
                        ? strand.from()[centre] + 1
                        : strand.from()[centre];
                scores[(firstRow + j) * width + column + i] = random.nextBoolean() ? Float.NaN : -2000;
            }
            String message = "seed " + seed;
            float[] changes = same(scores, message, (kernels, out) -> {
                boolean within = kernels.windowLogistic(
                        out,
                        width,
                        firstRow,
                        strand.positions(),
                        column,
                        strand.from(),
                        strand.to(),
                        strand.centrePosition(),
                        strand.first(),
                        strand.count(),
                        0.1f,
                        1000);
                assertEquals(!broken, within, message);
            });
            for (int row = 0; row < firstRow + strand.positions(); row++) {
                for (int n = 0; n < width; n++) {
                    float before = scores[row * width + n];
                    float after = changes[row * width + n];
                    int i = n - column;
                    if (row < firstRow || i < 0) {
                        assertEquals(before, after, message);
                    } else if (i < strand.count() && strand.contains(strand.first() + i, row - firstRow)) {
                        assertEquals(0.1 * (1 - 1 / (1 + Math.exp(-before))), after, 1e-7, message);
                    } else {
                        assertEquals(0, after, message);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Scores against noise become changes by each row's factor; other columns stay")
    void noise() {
        Random random = new Random(1);
        float[] scores = random(random, 7 * 48);
        float[] factors = random(random, 7);
        float[] changes = same(scores, "noise", (kernels, out) -> kernels.noiseLogistic(out, 48, 7, 32, factors));
        for (int i = 0; i < scores.length; i++) {
            double expected = i % 48 < 32 ? -factors[i / 48] / (1 + Math.exp(-scores[i])) : scores[i];
            assertEquals(expected, changes[i], 1e-6);
        }
    }

    @Test
    @DisplayName("A NaN outside all windows is not reported")
    void outside() {
        for (WindowKernels kernels : new WindowKernels[] {SCALAR, SIMD}) {
            float[] scores = new float[3 * 16];
            scores[2 * 16] = Float.NaN;
            int[] from = new int[32];
            int[] to = new int[32];
            int[] centrePosition = new int[32];
            to[0] = 2;
            assertTrue(kernels.windowLogistic(scores, 16, 0, 3, 0, from, to, centrePosition, 0, 1, 0.1f, 10));
            scores[16] = Float.NaN;
            assertFalse(kernels.windowLogistic(scores, 16, 0, 3, 0, from, to, centrePosition, 0, 1, 0.1f, 10));
        }
    }

    @Test
    @DisplayName("The fastest kernels are the vectorized ones where the module is present")
    void fastest() {
        assertInstanceOf(SimdWindowKernels.class, WindowKernels.fastest());
    }
}
