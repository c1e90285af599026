package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

class DeferredRowsTest {
    private static final int ROWS = 3000;
    private static final int COLUMNS = 5;
    private static final int STRIDE = FloatMatrix.paddedColumns(COLUMNS);

    private static final WordRates EQUAL = new WordRates(SmallCorpora.vocabulary(1), 0);

    /** Fills a block with integers, so that sums are exact in any order. */
    private static void fill(float[] block, int rows, Random random) {
        Arrays.fill(block, 0);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                block[i * STRIDE + k] = random.nextInt(-9, 10);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    @DisplayName("A block reads its own changes; the matrix receives them when they are merged")
    void visibility(int seed) {
        Random random = new Random(seed);
        TrainingKernels kernels = TrainingKernels.fastest();
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), ROWS, COLUMNS);
        float[][] merged = new float[ROWS][COLUMNS];
        DeferredRows.UpdateTotals totals = new DeferredRows.UpdateTotals(ROWS);
        DeferredRows.SlotTable table = new DeferredRows.SlotTable(ROWS);
        DeferredRows deferred = new DeferredRows(kernels, matrix, new DeferredRows.SlotTable(0), EQUAL);
        // Blocks that change more rows than the initial capacity, and few rows, one block after the
        // other.
        for (int distinct : new int[] {ROWS, 10, 1500, 1}) {
            float[][] seen = new float[ROWS][];
            for (int row = 0; row < ROWS; row++) {
                seen[row] = merged[row].clone();
            }
            deferred.begin(table);
            for (int call = 0; call < 60; call++) {
                int count = 1 + random.nextInt(200);
                int[] rows = random.ints(count, 0, distinct).toArray();
                float[] block = new float[count * STRIDE];
                fill(block, count, random);
                deferred.add(rows, 0, count, block);
                for (int i = 0; i < count; i++) {
                    for (int k = 0; k < COLUMNS; k++) {
                        seen[rows[i]][k] += block[i * STRIDE + k];
                    }
                }
                int[] asked = random.ints(count, 0, ROWS).toArray();
                deferred.gather(asked, 0, count, block, 0);
                for (int i = 0; i < count; i++) {
                    float[] expected = Arrays.copyOf(seen[asked[i]], STRIDE);
                    assertArrayEquals(expected, Arrays.copyOfRange(block, i * STRIDE, (i + 1) * STRIDE));
                }
            }
            deferred.end();
            assertMatrix(merged, matrix, "before merging, seed " + seed);
            int parts = 1 + random.nextInt(4);
            for (int part = 0; part < parts; part++) {
                DeferredRows.merge(List.of(deferred), 1, part, parts, totals);
            }
            merged = seen;
            assertMatrix(merged, matrix, "merged, seed " + seed);
            for (int row = 0; row < ROWS; row++) {
                assertEquals(-1, table.get(row), "the released table is empty");
            }
        }
    }

    @Test
    @DisplayName("Frequent changes of a row by several blocks are averaged, rare ones are summed")
    void damping() {
        TrainingKernels kernels = TrainingKernels.fastest();
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), ROWS, COLUMNS);
        DeferredRows.SlotTable table = new DeferredRows.SlotTable(ROWS);
        List<DeferredRows> blocks = new ArrayList<>();
        float[] ones = new float[STRIDE];
        Arrays.fill(ones, 0, COLUMNS, 1);
        for (int b = 0; b < 4; b++) {
            DeferredRows block = new DeferredRows(kernels, matrix, table, EQUAL);
            block.begin(table);
            for (int i = 0; i < 100; i++) {
                block.add(new int[] {7}, 0, 1, ones);
            }
            for (int i = 0; i < 4; i++) {
                block.add(new int[] {9}, 0, 1, ones);
                block.add(new int[] {11 + b}, 0, 1, ones);
            }
            for (int i = 0; i < 16; i++) {
                block.add(new int[] {5}, 0, 1, ones);
            }
            block.end();
            blocks.add(block);
        }
        for (int part = 0; part < 3; part++) {
            DeferredRows.merge(blocks, 4, part, 3, new DeferredRows.UpdateTotals(ROWS));
        }
        assertEquals(100, matrix.get(7, 0), "400 changes by 4 blocks are averaged");
        assertEquals(16, matrix.get(9, 0), "16 changes are summed");
        assertEquals(4, matrix.get(12, 0), "the changes of one block are summed");
        assertEquals(26, matrix.get(5, 0), "64 changes count as 26");
    }

    private static void assertMatrix(float[][] expected, FloatMatrix matrix, String message) {
        float[] row = new float[COLUMNS];
        for (int r = 0; r < ROWS; r++) {
            matrix.copyRow(r, row, 0);
            assertArrayEquals(expected[r], row, message);
        }
    }

    @Test
    @DisplayName("Changes are multiplied by the rates of their words, as in a matrix that is changed directly")
    void rates() {
        long[] counts = new long[100];
        Arrays.setAll(counts, id -> 1 + 1000L / (id + 1));
        WordRates rates = new WordRates(SmallCorpora.vocabulary(counts), 0.3);
        TrainingKernels kernels = TrainingKernels.fastest();
        FloatMatrix expected = FloatMatrix.allocate(Arena.ofAuto(), 100, COLUMNS);
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), 100, COLUMNS);
        SharedRows direct = new SharedRows(kernels, expected, rates);
        DeferredRows.SlotTable table = new DeferredRows.SlotTable(100);
        DeferredRows deferred = new DeferredRows(kernels, matrix, table, rates);
        deferred.begin(table);
        Random random = new Random(5);
        for (int call = 0; call < 8; call++) {
            int[] rows = random.ints(12, 0, 100).toArray();
            float[] block = new float[12 * STRIDE];
            fill(block, 12, random);
            float[] factors = new float[12];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = random.nextFloat();
            }
            for (EmbeddingRows view : List.of(direct, deferred)) {
                view.add(rows, 2, 10, block);
                view.addScaled(rows, 12, factors, block);
            }
        }
        deferred.end();
        DeferredRows.merge(List.of(deferred), 1, 0, 1, new DeferredRows.UpdateTotals(100));
        for (int row = 0; row < 100; row++) {
            for (int k = 0; k < COLUMNS; k++) {
                assertEquals(expected.get(row, k), matrix.get(row, k), 1e-4f, "row " + row);
            }
        }
    }
}
