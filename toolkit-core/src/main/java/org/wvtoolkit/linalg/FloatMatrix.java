package org.wvtoolkit.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * A dense matrix of single precision, row by row, off the heap.
 *
 * <p>Row {@code r} begins at byte {@code 4·r·stride} of {@link #segment()} and holds {@link #columns()} values. A matrix
 * made by {@link #allocate} pads its rows with zeros to a multiple of {@value #ROW_ALIGNMENT} values (64 bytes: a cache line and the widest
 * vector register), so that kernels may run over whole vectors; one that maps a file has no padding.
 *
 * <p>Threads: reading is safe from any; writing is as racy as writing to an array. The memory lives as long as the arena
 * that it came from.
 */
public final class FloatMatrix {
    /** Rows of an allocated matrix are padded to a multiple of this many values. */
    public static final int ROW_ALIGNMENT = 16;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private final MemorySegment segment;
    private final long rows;
    private final int columns;
    private final int stride;

    private FloatMatrix(MemorySegment segment, long rows, int columns, int stride) {
        this.segment = segment;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * A matrix of zeros with padded rows, aligned to 64 bytes.
     *
     * @param arena owns the memory
     * @param rows at least 0
     * @param columns at least 1
     * @return the matrix
     * @throws IllegalArgumentException if a size is out of range or the whole exceeds what can be addressed
     */
    public static FloatMatrix allocate(Arena arena, long rows, int columns) {
        int stride = paddedColumns(columns);
        long bytes = bytes(rows, stride);
        MemorySegment memory = HugePages.allocate(arena, bytes).orElseGet(() -> arena.allocate(bytes, 64));
        return new FloatMatrix(memory, rows, columns, stride);
    }

    /**
     * A view of memory that holds a matrix already.
     *
     * @param segment at least {@code 4·rows·stride} bytes
     * @param rows at least 0
     * @param columns at least 1
     * @param stride values from one row's begin to the next one's, at least {@code columns}
     * @return the matrix, which shares the memory
     * @throws IllegalArgumentException if the segment is too small or a size is out of range
     */
    public static FloatMatrix view(MemorySegment segment, long rows, int columns, int stride) {
        if (columns < 1 || stride < columns) {
            throw new IllegalArgumentException("stride " + stride + " for " + columns + " columns");
        }
        long bytes = bytes(rows, stride);
        if (segment.byteSize() < bytes) {
            throw new IllegalArgumentException(
                    rows + " rows of " + stride + " values need " + bytes + " bytes: " + segment.byteSize());
        }
        return new FloatMatrix(segment.asSlice(0, bytes), rows, columns, stride);
    }

    /**
     * The stride of an allocated matrix.
     *
     * @param columns at least 1
     * @return {@code columns} rounded up to a multiple of {@value #ROW_ALIGNMENT}
     */
    public static int paddedColumns(int columns) {
        if (columns < 1 || columns > Integer.MAX_VALUE - ROW_ALIGNMENT) {
            throw new IllegalArgumentException("columns must be at least 1: " + columns);
        }
        return (columns + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
    }

    private static long bytes(long rows, int stride) {
        if (rows < 0 || rows > Long.MAX_VALUE / 4 / stride) {
            throw new IllegalArgumentException("rows out of range: " + rows);
        }
        return 4 * rows * stride;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public long rows() {
        return rows;
    }

    /**
     * Number of columns, without padding.
     *
     * @return at least 1
     */
    public int columns() {
        return columns;
    }

    /**
     * Values from one row's begin to the next one's.
     *
     * @return at least {@link #columns()}
     */
    public int stride() {
        return stride;
    }

    /**
     * The memory itself, padding included, in the machine's byte order.
     *
     * @return {@code 4·rows·stride} bytes
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * One value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @return the value
     */
    public float get(long row, int column) {
        return segment.get(FLOAT, offset(row, column));
    }

    /**
     * Sets one value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @param value the new value
     */
    public void set(long row, int column, float value) {
        segment.set(FLOAT, offset(row, column), value);
    }

    /**
     * Copies a row out.
     *
     * @param row 0 to rows − 1
     * @param target takes {@link #columns()} values from {@code targetOffset} on
     * @param targetOffset where in {@code target}
     */
    public void copyRow(long row, float[] target, int targetOffset) {
        MemorySegment.copy(segment, FLOAT, offset(row, 0), target, targetOffset, columns);
    }

    /**
     * Copies a row in.
     *
     * @param row 0 to rows − 1
     * @param source holds {@link #columns()} values from {@code sourceOffset} on
     * @param sourceOffset where in {@code source}
     */
    public void setRow(long row, float[] source, int sourceOffset) {
        MemorySegment.copy(source, sourceOffset, segment, FLOAT, offset(row, 0), columns);
    }

    /**
     * Adds a multiple of another matrix: {@code this += factor · other}, with fused multiplication.
     *
     * @param other matrix of the same numbers of rows and columns
     * @param factor the factor
     * @throws IllegalArgumentException if the shapes differ
     */
    public void addScaled(FloatMatrix other, float factor) {
        if (other.rows != rows || other.columns != columns) {
            throw new IllegalArgumentException(
                    "[" + other.rows + ", " + other.columns + "] added to [" + rows + ", " + columns + "]");
        }
        for (long row = 0; row < rows; row++) {
            long to = 4 * row * stride;
            long from = 4 * row * other.stride;
            for (int k = 0; k < columns; k++) {
                float value = segment.get(FLOAT, to + 4L * k);
                segment.set(FLOAT, to + 4L * k, Math.fma(factor, other.segment.get(FLOAT, from + 4L * k), value));
            }
        }
    }

    private long offset(long row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return 4 * (row * stride + column);
    }
}
