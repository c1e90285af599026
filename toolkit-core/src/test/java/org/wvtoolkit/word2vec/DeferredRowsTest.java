package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

class DeferredRowsTest {
    private static final int ROWS = 300;
    private static final int COLUMNS = 5;
    private static final int STRIDE = FloatMatrix.paddedColumns(COLUMNS);

    private static final WordRates EQUAL = new WordRates(SmallCorpora.vocabulary(1), 0);

    private final TrainingKernels kernels = TrainingKernels.fastest();
    private final FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), ROWS, COLUMNS);

    /** Fills a block with integers, so that sums are exact in any order. */
    private static float[] block(int rows, Random random) {
        float[] block = new float[rows * STRIDE];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                block[i * STRIDE + k] = random.nextInt(-9, 10);
            }
        }
        return block;
    }

    private static float[] ones() {
        float[] ones = new float[STRIDE];
        Arrays.fill(ones, 0, COLUMNS, 1);
        return ones;
    }

    private void assertMatrix(float[][] expected, String message) {
        float[] row = new float[COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            matrix.copyRow(r, row, 0);
            assertArrayEquals(expected[r], row, message);
        }
    }

    @ParameterizedTest(name = "parts {0}")
    @ValueSource(ints = {1, 2, 3, 16})
    @DisplayName("The matrix receives the changes of a row when its part is merged, and reads do not see them before")
    void merging(int parts) {
        Random random = new Random(parts);
        DeferredRows deferred = new DeferredRows(kernels, matrix, EQUAL, parts);
        float[][] merged = new float[ROWS][COLUMNS];
        // Many changes, few, none, and one row only.
        for (int[] size : new int[][] {{60, ROWS}, {2, 10}, {0, 1}, {5, 1}}) {
            float[][] changed = new float[ROWS][];
            Arrays.setAll(changed, row -> merged[row].clone());
            deferred.clear();
            for (int call = 0; call < size[0]; call++) {
                int count = 1 + random.nextInt(200);
                int[] rows = random.ints(count, 0, size[1]).toArray();
                float[] block = block(count, random);
                deferred.add(rows, 0, count, block);
                for (int i = 0; i < count; i++) {
                    for (int k = 0; k < COLUMNS; k++) {
                        changed[rows[i]][k] += block[i * STRIDE + k];
                    }
                }
                deferred.gather(rows, 0, count, block, 0);
                for (int i = 0; i < count; i++) {
                    float[] expected = Arrays.copyOf(merged[rows[i]], STRIDE);
                    assertArrayEquals(expected, Arrays.copyOfRange(block, i * STRIDE, (i + 1) * STRIDE));
                }
            }
            deferred.finish();
            assertMatrix(merged, "before merging");
            for (int part = parts - 1; part >= 0; part--) {
                deferred.merge(part);
                for (int row = part; row < ROWS; row += parts) {
                    merged[row] = changed[row];
                }
                assertMatrix(merged, "merged from part " + part + " on");
            }
        }
    }

    @Test
    @DisplayName("Frequent changes of a row by several views are scaled down, rare ones are summed")
    void damping() {
        int[] updates = new int[ROWS];
        List<DeferredRows> views = new ArrayList<>();
        for (int v = 0; v < 5; v++) {
            views.add(new DeferredRows(kernels, matrix, EQUAL, 4));
        }
        for (int repetition = 1; repetition <= 2; repetition++) { // the counters are reset
            for (int v = 0; v < 5; v++) {
                DeferredRows view = views.get(v);
                view.clear();
                if (v < 4) { // the last view has no changes
                    for (int i = 0; i < 100; i++) {
                        view.add(new int[] {7}, 0, 1, ones());
                    }
                    view.add(new int[] {9, 11}, 0, 1, ones());
                    for (int i = 0; i < 4; i++) {
                        view.add(new int[] {20 + v}, 0, 1, ones());
                    }
                    for (int i = 0; i < 3; i++) {
                        view.addScaled(new int[] {5}, 1, new float[] {2}, ones());
                    }
                }
                view.finish();
            }
            DeferredRows.damp(views, 0, 1, updates);
            DeferredRows.damp(views, 1, 3, updates);
            assertArrayEquals(new int[ROWS], updates);
            views.forEach(view -> IntStream.range(0, 4).forEach(view::merge));
            assertEquals(repetition * 100, matrix.get(7, 0), "400 changes by 4 views are averaged");
            assertEquals(repetition * 4, matrix.get(9, 0), "4 changes are summed");
            assertEquals(0, matrix.get(11, 0), "the second row number is beyond the count");
            assertEquals(repetition * 4, matrix.get(22, 0), "the changes of one view are summed");
            assertEquals(repetition * 8, matrix.get(5, 0), 1e-4f, "12 changes of 2 count as 4");
        }
    }

    @Test
    @DisplayName("Changes are multiplied by the rates of their words, as in a matrix that is changed directly")
    void rates() {
        long[] counts = new long[ROWS];
        Arrays.setAll(counts, id -> 1 + 1000L / (id + 1));
        WordRates rates = new WordRates(SmallCorpora.vocabulary(counts), 0.3);
        FloatMatrix expected = FloatMatrix.allocate(Arena.ofAuto(), ROWS, COLUMNS);
        SharedRows direct = new SharedRows(kernels, expected, rates);
        DeferredRows deferred = new DeferredRows(kernels, matrix, rates, 1);
        Random random = new Random(5);
        for (int call = 0; call < 8; call++) {
            int[] rows = random.ints(12, 0, ROWS).toArray();
            float[] block = block(12, random);
            float[] factors = new float[12];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = random.nextFloat();
            }
            for (EmbeddingRows view : List.of(direct, deferred)) {
                view.add(rows, 2, 10, block);
                view.addScaled(rows, 12, factors, block);
            }
        }
        deferred.finish();
        deferred.merge(0);
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < COLUMNS; k++) {
                assertEquals(expected.get(row, k), matrix.get(row, k), "row " + row);
            }
        }
    }

    @Test
    @DisplayName("Rows outside the matrix are rejected")
    void bounds() {
        DeferredRows deferred = new DeferredRows(kernels, matrix, EQUAL, 4);
        for (int row : new int[] {-1, ROWS}) {
            assertThrows(IndexOutOfBoundsException.class, () -> deferred.add(new int[] {row}, 0, 1, ones()));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> deferred.addScaled(new int[] {row}, 1, new float[] {1}, ones()));
        }
    }
}
