package org.wvtoolkit.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Compares the SIMD kernels with the scalar reference implementation bit by bit. All NaN values are
 * considered equal, because their bits depend on the processor.
 */
class EmbeddingKernelsTest {
    private static final EmbeddingKernels SCALAR = new ScalarEmbeddingKernels();
    private static final EmbeddingKernels SIMD = new SimdEmbeddingKernels();

    private static final float[] SPECIAL = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        -0f,
        0f,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL / 2,
        Float.MAX_VALUE,
        -1e30f
    };

    /** Returns random values; about one in {@code oneIn} is a special value. */
    private static float[] random(Random random, int length, int oneIn) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(oneIn) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) random.nextGaussian();
        }
        return values;
    }

    /** Returns a block of random rows whose padding is zero. */
    private static float[] block(Random random, int rows, int dimension, int oneIn) {
        int stride = FloatMatrix.paddedColumns(dimension);
        float[] block = random(random, rows * stride, oneIn);
        for (int row = 0; row < rows; row++) {
            Arrays.fill(block, row * stride + dimension, (row + 1) * stride, 0);
        }
        return block;
    }

    /**
     * Runs both kernels on copies of {@code out}, which they modify, and compares every bit of the
     * copies.
     */
    private static void assertSame(
            float[] out, int compared, String message, BiConsumer<EmbeddingKernels, float[]> operation) {
        float[] expected = out.clone();
        float[] actual = out.clone();
        operation.accept(SCALAR, expected);
        operation.accept(SIMD, actual);
        for (int i = 0; i < compared; i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                assertEquals(expected[i], actual[i], message + ", element " + i);
            }
        }
    }

    @ParameterizedTest(name = "dimension {0}")
    @ValueSource(ints = {1, 2, 15, 16, 17, 50, 100, 300, 1000})
    @DisplayName("SIMD and scalar kernels give the same bits")
    void sameBits(int dimension) {
        for (int rows = 1; rows <= 33; rows += dimension < 300 || rows < 9 ? 1 : 5) {
            for (int oneIn : new int[] {Integer.MAX_VALUE, 20}) {
                int seed = 1000 * dimension + rows;
                int width = 16 * (1 + (rows + seed) % 4);
                String message = "dimension " + dimension + ", " + rows + " rows, width " + width + ", seed " + seed
                        + ", special values one in " + oneIn;
                Random random = new Random(seed);
                compareProducts(random, dimension, rows, width, oneIn, message);
                compareRows(random, dimension, rows, oneIn, message);
                compareGathering(random, dimension, rows, oneIn, message);
            }
        }
    }

    private static void compareProducts(Random random, int dimension, int rows, int width, int oneIn, String message) {
        int stride = FloatMatrix.paddedColumns(dimension);
        float[] a = block(random, rows, dimension, oneIn);
        float[] transposed = random(random, dimension * width, oneIn);
        float[] garbage = random(random, Math.max(rows * width, 33 * stride), 3);
        assertSame(
                garbage,
                garbage.length,
                "products, " + message,
                (kernels, out) -> kernels.products(a, stride, rows, transposed, dimension, width, out));

        int count = 1 + random.nextInt(width);
        float[] samples = block(random, count, dimension, oneIn);
        float[] weights = random(random, rows * width, oneIn);
        assertSame(
                garbage,
                garbage.length,
                "combine by rows, " + message,
                (kernels, out) -> kernels.combine(weights, 0, width, 1, samples, 0, count, stride, out, 0, rows));
        int combined = Math.min(33, width);
        assertSame(
                garbage,
                garbage.length,
                "combine by columns, " + message,
                (kernels, out) -> kernels.combine(weights, 0, 1, width, a, 0, rows, stride, out, 0, combined));

        int firstRow = random.nextInt(rows);
        int some = 1 + random.nextInt(rows - firstRow);
        int from = 16 * random.nextInt(width / 16);
        int to = from + 16 * (1 + random.nextInt((width - from) / 16));
        assertSame(
                garbage,
                garbage.length,
                "products of some rows and columns, " + message,
                (kernels, out) ->
                        kernels.products(a, firstRow, stride, some, transposed, dimension, width, from, to, out));
        int firstWeight = random.nextInt(width);
        int firstOut = random.nextInt(Math.max(1, 33 - some));
        assertSame(
                garbage,
                garbage.length,
                "combine of some rows, " + message,
                (kernels, out) -> kernels.combine(
                        weights,
                        firstWeight,
                        0,
                        1,
                        a,
                        firstRow,
                        1,
                        stride,
                        out,
                        firstOut,
                        Math.min(33 - firstOut, some)));

        int held = Math.min(rows, width);
        int firstColumn = random.nextInt(width - held + 1);
        assertSame(
                random(random, dimension * width, 3),
                dimension * width,
                "transpose, " + message,
                (kernels, out) -> kernels.transpose(a, 0, stride, dimension, held, out, firstColumn, width));
    }

    private static void compareRows(Random random, int dimension, int rows, int oneIn, String message) {
        int stride = FloatMatrix.paddedColumns(dimension);
        float[] a = block(random, rows, dimension, oneIn);
        float[] b = block(random, rows, dimension, oneIn);
        float[] factors = random(random, rows, oneIn);
        assertSame(
                b,
                b.length,
                "scaleRows, " + message,
                (kernels, out) -> kernels.scaleRows(factors, a, stride, rows, out));
        assertSame(
                a,
                a.length,
                "scaleRows in place, " + message,
                (kernels, out) -> kernels.scaleRows(factors, out, stride, rows, out));
    }

    private static void compareGathering(Random random, int dimension, int rows, int oneIn, String message) {
        int stride = FloatMatrix.paddedColumns(dimension);
        int size = 20;
        int[] some = random.ints(rows, 0, size)
                .toArray(); // at least one row occurs several times if there are 21 rows or more
        float[] values = block(random, size, dimension, oneIn);
        float[] change = block(random, rows, dimension, oneIn);
        int first = random.nextInt(rows);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment matrix = arena.allocate(4L * values.length, 64);
            MemorySegment.copy(values, 0, matrix, ValueLayout.JAVA_FLOAT, 0, values.length);
            assertSame(
                    change,
                    change.length,
                    "gather, " + message,
                    (kernels, out) -> kernels.gather(matrix, stride, some, first, rows - first, out, first));
            assertSame(
                    change,
                    stride,
                    "sumOf, " + message,
                    (kernels, out) -> kernels.sumOf(matrix, stride, some, rows, out));
            assertSameMatrix(
                    matrix,
                    values,
                    "addToEach, " + message,
                    kernels -> kernels.addToEach(matrix, stride, some, rows, change));
            assertSameMatrix(
                    matrix,
                    values,
                    "scatterAdd, " + message,
                    kernels -> kernels.scatterAdd(matrix, stride, some, first, rows - first, change));
            float[] multiples = random(random, rows, oneIn);
            assertSame(
                    new float[FloatMatrix.paddedColumns(rows)],
                    rows,
                    "gatherProducts, " + message,
                    (kernels, out) -> kernels.gatherProducts(matrix, stride, some, rows, change, out));
            assertSame(
                    change,
                    change.length,
                    "gatherAddScaled, " + message,
                    (kernels, out) -> kernels.gatherAddScaled(matrix, stride, some, rows, multiples, out));
            assertSameMatrix(
                    matrix,
                    values,
                    "scatterAddScaled, " + message,
                    kernels -> kernels.scatterAddScaled(matrix, stride, some, first, rows - first, multiples, change));
            float[] factors = new float[rows];
            for (int i = 0; i < rows; i++) {
                factors[i] = random.nextFloat();
            }
            int[] selected = random.ints(rows, 0, rows).toArray();
            int from = random.nextInt(rows);
            assertSameMatrix(
                    matrix,
                    values,
                    "addRows, " + message,
                    kernels -> kernels.addRows(change, stride, some, factors, selected, from, rows, matrix));
        }
    }

    private static void assertSameMatrix(
            MemorySegment matrix, float[] values, String message, Consumer<EmbeddingKernels> operation) {
        assertSame(values, values.length, message, (kernels, out) -> {
            MemorySegment.copy(out, 0, matrix, ValueLayout.JAVA_FLOAT, 0, out.length);
            operation.accept(kernels);
            MemorySegment.copy(matrix, ValueLayout.JAVA_FLOAT, 0, out, 0, out.length);
        });
    }

    /** Returns scores at which the logistic function changes most, saturates or is undefined. */
    private static float[] scores(Random random, int count) {
        float[] edges = {
            30,
            -30,
            Math.nextUp(30f),
            Math.nextDown(30f),
            Math.nextUp(-30f),
            Math.nextDown(-30f),
            29.999f,
            88,
            -88,
            89,
            104,
            -104,
            127,
            1e10f,
            -1e30f
        };
        float[] scores = random(random, count, 6);
        for (int i = 0; i < count; i++) {
            scores[i] = switch (random.nextInt(4)) {
                case 0 -> edges[random.nextInt(edges.length)];
                case 1 -> (float) (random.nextDouble() * 80 - 40);
                case 2 -> (random.nextInt(91) - 45) * 0.5f / 1.442695f; // where the power of two is rounded
                default -> scores[i];
            };
        }
        return scores;
    }

    @Test
    @DisplayName("SIMD and scalar logistic steps have the same bits")
    void logisticBits() {
        for (int seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int count = 1 + random.nextInt(100);
            float[] scores = scores(random, FloatMatrix.paddedColumns(count));
            float label = random.nextInt(2);
            float factor = random.nextInt(10) == 0 ? 1 : 0.05f * random.nextFloat();
            assertSame(
                    scores, count, "seed " + seed, (kernels, out) -> kernels.logisticStep(out, count, label, factor));
        }
    }

    @Test
    @DisplayName("A logistic step is the learning rate times label minus probability")
    void logisticStep() {
        for (EmbeddingKernels kernels : new EmbeddingKernels[] {SCALAR, SIMD}) {
            for (float label : new float[] {0, 1}) {
                float[] scores = {-40, -3, -1, 0, 0.5f, 2, 7, 1000, 0, 0, 0, 0, 0, 0, 0, 0};
                float[] changes = scores.clone();
                kernels.logisticStep(changes, 16, label, 0.25f);
                for (int i = 0; i < 16; i++) {
                    double expected = 0.25 * (label - 1 / (1 + Math.exp(-(double) scores[i])));
                    assertEquals(expected, changes[i], 1e-7, "score " + scores[i]);
                }
            }
        }
    }

    @Test
    @DisplayName("The relative error of the logistic function is below 1e-6")
    void logisticAccuracy() {
        double worst = 0;
        float where = 0;
        Random random = new Random(1);
        for (int i = 0; i < 400_000; i++) {
            float x = i <= 60_000 ? (i - 30_000) / 1000f : random.nextFloat() * 60 - 30;
            double exact = 1 / (1 + Math.exp(-(double) x));
            double error = Math.abs(ScalarEmbeddingKernels.sigmoid(x) - exact) / exact;
            if (error > worst) {
                worst = error;
                where = x;
            }
        }
        assertTrue(worst < 1e-6, "relative error " + worst + " at " + where);
    }

    @Test
    @DisplayName("The logistic function is monotonic on a grid")
    void logisticMonotonic() {
        float before = ScalarEmbeddingKernels.sigmoid(-31);
        for (int i = -31_000; i <= 31_000; i++) {
            float value = ScalarEmbeddingKernels.sigmoid(i / 1000f);
            assertTrue(value >= before, "at " + i / 1000f);
            before = value;
        }
    }

    @Test
    @DisplayName("The logistic function is 0.5 at 0, saturates, and gives NaN for NaN")
    void logisticSpecialValues() {
        assertEquals(0.5f, ScalarEmbeddingKernels.sigmoid(0));
        assertEquals(0.5f, ScalarEmbeddingKernels.sigmoid(-0f));
        float[] beyond = {Math.nextUp(30f), 31, 88, 1e9f, Float.MAX_VALUE, Float.POSITIVE_INFINITY};
        for (float x : beyond) {
            assertEquals(ScalarEmbeddingKernels.sigmoid(30), ScalarEmbeddingKernels.sigmoid(x));
            assertEquals(ScalarEmbeddingKernels.sigmoid(-30), ScalarEmbeddingKernels.sigmoid(-x));
        }
        assertTrue(ScalarEmbeddingKernels.sigmoid(Float.NEGATIVE_INFINITY) > 0);
        assertTrue(ScalarEmbeddingKernels.sigmoid(Float.POSITIVE_INFINITY) <= 1);
        assertTrue(Float.isNaN(ScalarEmbeddingKernels.sigmoid(Float.NaN)));
    }

    @Test
    @DisplayName("Selected rows are added with their factors, the others are not")
    void addRows() {
        for (EmbeddingKernels kernels : new EmbeddingKernels[] {SCALAR, SIMD}) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment matrix = arena.allocate(4L * 16 * 10, 64);
                float[] changes = new float[160];
                for (int i = 0; i < 160; i++) {
                    changes[i] = 1 + i / 16;
                }
                int[] rows = {3, 9, 0, 1, 2, 4, 8, 7, 6, 9};
                float[] factors = {1, 1, 1, 1, 2, 1, 1, 1, 1, 3};
                kernels.addRows(changes, 16, rows, factors, new int[] {5, 1, 4, 9, 0}, 1, 4, matrix);
                for (int k = 0; k < 160; k++) {
                    int expected = k / 16 == 9 ? 2 + 3 * 10 : k / 16 == 2 ? 2 * 5 : 0;
                    assertEquals(expected, matrix.getAtIndex(ValueLayout.JAVA_FLOAT, k));
                }
            }
        }
    }

    @Test
    @DisplayName("Transposing leaves elements after the last row unchanged")
    void transposeRemainder() {
        for (EmbeddingKernels kernels : new EmbeddingKernels[] {SCALAR, SIMD}) {
            float[] block = new float[5 * 16];
            for (int i = 0; i < block.length; i++) {
                block[i] = i;
            }
            float[] transposed = new float[3 * 16];
            Arrays.fill(transposed, -1);
            kernels.transpose(block, 0, 16, 3, 5, transposed, 0, 16);
            float[] expected = new float[3 * 16];
            Arrays.fill(expected, -1);
            for (int k = 0; k < 3; k++) {
                for (int r = 0; r < 5; r++) {
                    expected[k * 16 + r] = 16 * r + k;
                }
            }
            assertArrayEquals(expected, transposed);
        }
    }

    @Test
    @DisplayName("The fastest kernels are the SIMD ones where the module is present")
    void fastest() {
        assertInstanceOf(SimdEmbeddingKernels.class, EmbeddingKernels.fastest());
    }
}
