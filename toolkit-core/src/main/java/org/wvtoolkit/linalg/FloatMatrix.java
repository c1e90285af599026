package org.wvtoolkit.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.container.ValueFault;

/**
 * Dense single-precision matrix in row-major order, off-heap.
 *
 * <p>Row {@code r} begins at byte {@code 4·r·stride} of {@link #segment()} and has
 * {@link #columns()} values. A matrix created by {@link #allocate} pads its rows with zeros to a
 * multiple of {@value #ROW_ALIGNMENT} values (64 bytes: one cache line and the widest vector
 * register), so that kernels can process whole vectors. A matrix that maps a file has no padding.
 *
 * <p>Reading is thread-safe; concurrent writes have the same data races as writes to an array. The
 * memory is valid as long as the arena that it came from.
 *
 * <p>A matrix of a file ({@link #checked}) verifies that the values of a row are finite when the row
 * is copied.
 */
public final class FloatMatrix {
    /** Number of values to a multiple of which the rows of an allocated matrix are padded. */
    public static final int ROW_ALIGNMENT = 16;

    /** Bits of positive infinity; those of NaN without its sign are greater. */
    private static final int INFINITY_BITS = 0x7F80_0000;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private final MemorySegment segment;
    private final long rows;
    private final int columns;
    private final int stride;
    private final @Nullable ValueFault fault;

    private FloatMatrix(MemorySegment segment, long rows, int columns, int stride, @Nullable ValueFault fault) {
        this.segment = segment;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        this.fault = fault;
    }

    /**
     * Allocates a matrix of zeros with padded rows, aligned to 64 bytes.
     *
     * @param arena owner of the memory
     * @param rows at least 0
     * @param columns at least 1
     * @return the matrix
     * @throws IllegalArgumentException if a size is out of range or the total size overflows
     */
    public static FloatMatrix allocate(Arena arena, long rows, int columns) {
        int stride = paddedColumns(columns);
        long bytes = bytes(rows, stride);
        return new FloatMatrix(HugePages.allocate(arena, bytes), rows, columns, stride, null);
    }

    /**
     * Returns a view of memory that contains a matrix.
     *
     * @param segment at least {@code 4·rows·stride} bytes
     * @param rows at least 0
     * @param columns at least 1
     * @param stride distance between the beginnings of two rows in values, at least {@code columns}
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
        return new FloatMatrix(segment.asSlice(0, bytes), rows, columns, stride, null);
    }

    /**
     * Returns this matrix such that {@link #copyRow} verifies the values. For matrices of files.
     *
     * @param newFault creates the exception for a value that is not finite; its elements count the
     *     columns of all rows without padding
     * @return a matrix that shares the memory
     */
    public FloatMatrix checked(ValueFault newFault) {
        return new FloatMatrix(segment, rows, columns, stride, newFault);
    }

    /**
     * Returns the stride of an allocated matrix.
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
     * Returns the number of rows.
     *
     * @return at least 0
     */
    public long rows() {
        return rows;
    }

    /**
     * Returns the number of columns, without padding.
     *
     * @return at least 1
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the distance between the beginnings of two rows in values.
     *
     * @return at least {@link #columns()}
     */
    public int stride() {
        return stride;
    }

    /**
     * Returns the memory, including padding, in native byte order.
     *
     * @return {@code 4·rows·stride} bytes
     */
    public MemorySegment segment() {
        return segment;
    }

    /**
     * Returns a value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @return the value
     */
    public float get(long row, int column) {
        return segment.get(FLOAT, offset(row, column));
    }

    /**
     * Sets a value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @param value the new value
     */
    public void set(long row, int column, float value) {
        segment.set(FLOAT, offset(row, column), value);
    }

    /**
     * Copies a row to an array.
     *
     * @param row 0 to rows − 1
     * @param target receives {@link #columns()} values from {@code targetOffset} on
     * @param targetOffset index of the first value in {@code target}
     * @throws java.io.UncheckedIOException if the matrix is {@link #checked} and a value is not finite
     */
    public void copyRow(long row, float[] target, int targetOffset) {
        MemorySegment.copy(segment, FLOAT, offset(row, 0), target, targetOffset, columns);
        if (fault != null) {
            check(fault, row, target, targetOffset);
        }
    }

    /**
     * Copies a row to an array without verification, for loops that verify their results instead.
     *
     * @param row 0 to rows − 1
     * @param target receives {@link #columns()} values from {@code targetOffset} on
     * @param targetOffset index of the first value in {@code target}
     */
    public void copyUnverified(long row, float[] target, int targetOffset) {
        MemorySegment.copy(segment, FLOAT, offset(row, 0), target, targetOffset, columns);
    }

    /** Reduces the bits of the absolute values to their maximum, which needs one branch for a row. */
    private void check(ValueFault invalid, long row, float[] values, int offset) {
        int greatest = 0;
        for (int i = offset; i < offset + columns; i++) {
            greatest = Math.max(greatest, Float.floatToRawIntBits(values[i]) & Integer.MAX_VALUE);
        }
        if (greatest >= INFINITY_BITS) {
            int column = 0;
            while (Float.isFinite(values[offset + column])) {
                column++;
            }
            throw invalid.of(row * columns + column, "has the value " + values[offset + column]);
        }
    }

    /**
     * Copies a row from an array.
     *
     * @param row 0 to rows − 1
     * @param source contains {@link #columns()} values from {@code sourceOffset} on
     * @param sourceOffset index of the first value in {@code source}
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
