package org.wvtoolkit.factorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.linalg.CsrMatrix;

class TransposedCsrTest {
    /** The third case has rows longer than the buffer of cells; the last ones have empty rows and columns. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "7, 5, 0.5, 3", "3, 2500, 0.9, 2", "2500, 3, 0.9, 16", "40, 60, 0.02, 4", "5, 5, 0, 2"})
    void everyCellIsTransposed(int rows, int columns, double density, int threads) throws IOException {
        Random random = new Random(rows + columns);
        double[][] dense = new double[rows][columns];
        for (double[] row : dense) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble() < density ? random.nextFloat() + 1 : 0;
            }
        }
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, dense, columns);
            AtomicLong allocated = new AtomicLong();
            SegmentAllocator counting = (bytes, alignment) -> {
                allocated.addAndGet(bytes);
                return arena.allocate(bytes, alignment);
            };
            CsrMatrix transposed = TransposedCsr.of(matrix, counting, threads);
            transposed.validate();
            assertEquals(columns, transposed.rows());
            assertEquals(rows, transposed.columns());
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    assertEquals(dense[i][j], transposed.get(j, i), "row " + i + ", column " + j);
                }
            }
            assertEquals(
                    TransposedCsr.bytes(matrix),
                    allocated.get(),
                    "more memory would be taken from a temporary file although the budget suffices");
        }
    }

    @Test
    void rowWithInfiniteValueIsNamed() {
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, new double[][] {{1, 2}, {0, Double.POSITIVE_INFINITY}}, 2);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> TransposedCsr.of(matrix, arena, 2));
            assertEquals("row 1 contains a value that is not finite", refused.getMessage());
        }
    }
}
