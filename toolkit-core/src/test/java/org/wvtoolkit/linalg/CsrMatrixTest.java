package org.wvtoolkit.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsrMatrixTest {
    private static final double[][] DENSE = {{0, 2, 0, -1}, {0, 0, 0, 0}, {5, 0, 0, 0}};

    @Test
    @DisplayName("Cells are found by row and column")
    void get() {
        try (Arena arena = Arena.ofConfined()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, DENSE, 4);
            assertEquals(3, matrix.nonZeros());
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    assertEquals(DENSE[row][column], matrix.get(row, column));
                }
            }
            assertEquals(matrix.rowStart(1), matrix.rowEnd(1));
            matrix.validate();
        }
    }

    @Test
    @DisplayName("Inconsistent sizes are rejected")
    void inconsistentSizes() {
        try (Arena arena = Arena.ofConfined()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, DENSE, 4);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> CsrMatrix.viewFloats(2, 4, matrix.indptr(), matrix.indices(), matrix.data()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> CsrMatrix.viewDoubles(3, 4, matrix.indptr(), matrix.indices(), matrix.data()));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(3, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 4));
        }
    }

    @Test
    @DisplayName("Validation names the invalid row")
    void validate() {
        try (Arena arena = Arena.ofConfined()) {
            int[][] wrongColumns = {{3, 1, 0}, {1, 1, 0}, {1, 4, 0}, {-1, 3, 0}};
            for (int[] columns : wrongColumns) {
                CsrMatrix matrix = CsrMatrix.viewFloats(
                        3,
                        4,
                        arena.allocateFrom(CsrMatrix.INDPTR, 0, 2, 2, 3),
                        arena.allocateFrom(CsrMatrix.INDEX, columns),
                        arena.allocateFrom(CsrMatrix.FLOAT, 1, 2, 3));
                String message = assertThrows(IllegalArgumentException.class, matrix::validate)
                        .toString();
                assertTrue(message.contains(" row 0 "), message);
            }
            CsrMatrix falling = CsrMatrix.viewFloats(
                    3,
                    4,
                    arena.allocateFrom(CsrMatrix.INDPTR, 0, 2, 1, 3),
                    arena.allocateFrom(CsrMatrix.INDEX, 1, 3, 0),
                    arena.allocateFrom(CsrMatrix.FLOAT, 1, 2, 3));
            assertThrows(IllegalArgumentException.class, falling::validate);
        }
    }

    @Test
    @DisplayName("A temporary matrix is read as written and deleted on closing")
    void temporaryMatrix(@TempDir Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined();
                TemporaryCsr temporary = TemporaryCsr.create(folder, "test", 3, 4, 3, false)) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, DENSE, 4);
            try (CsrCellWriter writer = new CsrCellWriter(temporary, false)) {
                writer.seek(1);
                writer.add(matrix.column(1), matrix.value(1));
                writer.add(matrix.column(2), matrix.value(2));
                writer.seek(0);
                writer.add(matrix.column(0), matrix.value(0));
                writer.flush();
            }
            temporary.writeIndptr(matrix.indptr());
            CsrMatrix mapped = temporary.map();
            assertEquals(-1, matrix.indptr().mismatch(mapped.indptr()));
            assertEquals(-1, matrix.indices().mismatch(mapped.indices()));
            assertEquals(-1, matrix.data().mismatch(mapped.data()));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    @DisplayName("Empty matrices are allowed")
    void empty() {
        try (Arena arena = Arena.ofConfined()) {
            CsrMatrix matrix = CsrMatrix.viewFloats(0, 0, arena.allocate(8, 8), MemorySegment.NULL, MemorySegment.NULL);
            matrix.validate();
            assertEquals(0, matrix.nonZeros());
        }
    }
}
