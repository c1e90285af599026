package org.wvtoolkit.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMatrixTest {
    @ParameterizedTest
    @CsvSource({"1, 16", "2, 16", "15, 16", "16, 16", "17, 32", "100, 112", "300, 304", "1000, 1008"})
    @DisplayName("Rows are aligned and padded with zeros")
    void padding(int columns, int stride) {
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix matrix = FloatMatrix.allocate(arena, 3, columns);
            assertEquals(stride, matrix.stride());
            assertEquals(stride, FloatMatrix.paddedColumns(columns));
            assertEquals(4L * 3 * stride, matrix.segment().byteSize());
            assertEquals(0, matrix.segment().address() % 64);
            float[] row = new float[columns];
            Arrays.fill(row, 1);
            for (int r = 0; r < 3; r++) {
                matrix.setRow(r, row, 0);
            }
            for (long at = 0; at < 3L * stride; at++) {
                float expected = at % stride < columns ? 1 : 0;
                assertEquals(expected, matrix.segment().getAtIndex(ValueLayout.JAVA_FLOAT, at));
            }
        }
    }

    @Test
    @DisplayName("A large matrix is zeroed, aligned, and freed with its arena")
    void largeMatrix() {
        FloatMatrix matrix;
        try (Arena arena = Arena.ofShared()) {
            matrix = FloatMatrix.allocate(arena, 1001, 3000); // 12 MB, which may use huge pages
            assertEquals(4L * 1001 * 3008, matrix.segment().byteSize());
            assertEquals(0, matrix.segment().address() % 64);
            assertEquals(-1, matrix.segment().mismatch(MemorySegment.ofArray(new float[1001 * 3008])));
            matrix.set(1000, 2999, 7);
            assertEquals(7, matrix.get(1000, 2999));
        }
        assertThrows(IllegalStateException.class, () -> matrix.get(0, 0));
        assertThrows(IllegalStateException.class, () -> matrix.segment().get(ValueLayout.JAVA_BYTE, 0));
    }

    @Test
    @DisplayName("A value that was set is returned")
    void setAndGet() {
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), 4, 3);
        matrix.set(2, 1, 0.5f);
        matrix.setRow(3, new float[] {9, 1, 2, 3}, 1);
        assertEquals(0.5f, matrix.get(2, 1));
        float[] copy = new float[5];
        matrix.copyRow(3, copy, 2);
        assertArrayEquals(new float[] {0, 0, 1, 2, 3}, copy);
        matrix.copyRow(2, copy, 0);
        assertArrayEquals(new float[] {0, 0.5f, 0, 2, 3}, copy);
    }

    @Test
    @DisplayName("A view shares its memory and may have no padding")
    void view() {
        MemorySegment memory = Arena.ofAuto().allocate(4L * 7, 4);
        FloatMatrix matrix = FloatMatrix.view(memory, 2, 3, 3);
        matrix.set(1, 2, 5);
        assertEquals(5, memory.getAtIndex(ValueLayout.JAVA_FLOAT, 5));
        assertEquals(4L * 6, matrix.segment().byteSize());
        FloatMatrix strided = FloatMatrix.view(memory, 1, 2, 7);
        strided.set(0, 1, 8);
        assertEquals(8, matrix.get(0, 1));
    }

    @Test
    @DisplayName("Indices out of bounds are rejected")
    void outOfBounds() {
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), 2, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(-1, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.set(Long.MAX_VALUE, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.copyRow(0, new float[2], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.setRow(0, new float[3], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.copyRow(2, new float[3], 0));
    }

    @Test
    @DisplayName("Sizes out of range are rejected")
    void sizeOutOfRange() {
        Arena arena = Arena.ofAuto();
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.allocate(arena, -1, 3));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.allocate(arena, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.allocate(arena, 1, -7));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.allocate(arena, 1, Integer.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.allocate(arena, Long.MAX_VALUE / 32, 3));
        MemorySegment memory = arena.allocate(24);
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.view(memory, 2, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.view(memory, 2, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.view(memory, 2, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.view(memory, -2, 3, 3));
        assertThrows(IllegalArgumentException.class, () -> FloatMatrix.view(memory, 1L << 62, 3, 3));
    }

    @Test
    @DisplayName("A multiple of a matrix with other padding is added")
    void addsScaled() {
        FloatMatrix to = FloatMatrix.allocate(Arena.ofAuto(), 3, 5);
        FloatMatrix from = FloatMatrix.view(Arena.ofAuto().allocate(4L * 3 * 7, 4), 3, 5, 7);
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 5; k++) {
                to.set(row, k, row);
                from.set(row, k, k);
            }
        }
        to.addScaled(from, 0.5f);
        for (int row = 0; row < 3; row++) {
            for (int k = 0; k < 5; k++) {
                assertEquals(row + 0.5f * k, to.get(row, k));
            }
        }
        FloatMatrix other = FloatMatrix.allocate(Arena.ofAuto(), 3, 4);
        assertThrows(IllegalArgumentException.class, () -> to.addScaled(other, 1));
    }

    @Test
    @DisplayName("A matrix may have no rows")
    void noRows() {
        assertEquals(0, FloatMatrix.allocate(Arena.ofAuto(), 0, 3).segment().byteSize());
    }
}
