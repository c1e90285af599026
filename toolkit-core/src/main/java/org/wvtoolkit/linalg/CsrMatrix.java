package org.wvtoolkit.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.ValueFault;

/**
 * Sparse matrix in compressed sparse row format, off-heap.
 *
 * <p>The columns of row {@code r} are at positions {@code rowStart(r)} to {@code rowEnd(r) − 1} of
 * {@link #indices()}, distinct and ascending, and its values are at the same positions of
 * {@link #data()}. All values have either single or double precision. The memory may be a mapped
 * file; it is never copied.
 *
 * <p>A matrix of a file ({@link #checked}) verifies values when they are read by {@link #value}.
 *
 * <p>Immutable through this class, and thread-safe. The memory is valid as long as the arena that
 * it came from.
 */
public final class CsrMatrix {
    /** Layout of {@link #indptr()}. */
    public static final ValueLayout.OfLong INDPTR = ValueLayout.JAVA_LONG;

    /** Layout of {@link #indices()}. */
    public static final ValueLayout.OfInt INDEX = ValueLayout.JAVA_INT;

    /** Layout of {@link #data()} in single precision. */
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** Layout of {@link #data()} in double precision. */
    public static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    /** Number of rows that {@link #validate} reads at a time. */
    private static final int VALIDATED_ROWS = 1 << 12;

    private static final int VALIDATED_CELLS = 1 << 14;

    private final int rows;
    private final int columns;
    private final long nonZeros;
    private final boolean doubles;
    private final MemorySegment indptr;
    private final MemorySegment indices;
    private final MemorySegment data;
    private final @Nullable ValueFault fault;

    // More than six parameters: the parts of the format and their check.
    private CsrMatrix(
            int rows,
            int columns,
            boolean doubles,
            MemorySegment indptr,
            MemorySegment indices,
            MemorySegment data,
            @Nullable ValueFault fault) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("invalid matrix size: " + rows + " rows, " + columns + " columns");
        }
        requireSize("indptr", indptr, (rows + 1L) * Long.BYTES);
        this.nonZeros = indptr.getAtIndex(INDPTR, rows);
        if (indptr.getAtIndex(INDPTR, 0) != 0 || nonZeros < 0 || nonZeros > Long.MAX_VALUE / Double.BYTES) {
            throw new IllegalArgumentException(
                    "indptr runs from " + indptr.getAtIndex(INDPTR, 0) + " to " + nonZeros + "; it must start at 0");
        }
        requireSize("indices", indices, nonZeros * Integer.BYTES);
        requireSize("data", data, nonZeros * (doubles ? Double.BYTES : Float.BYTES));
        this.rows = rows;
        this.columns = columns;
        this.doubles = doubles;
        this.indptr = indptr;
        this.indices = indices;
        this.data = data;
        this.fault = fault;
    }

    private static void requireSize(String what, MemorySegment segment, long bytes) {
        if (segment.byteSize() != bytes) {
            throw new IllegalArgumentException(what + " has " + segment.byteSize() + " bytes instead of " + bytes);
        }
    }

    /**
     * Returns a view of memory that contains a single-precision matrix. Only the sizes are checked;
     * {@link #validate} checks the content.
     *
     * @param rows at least 0
     * @param columns at least 0
     * @param indptr I64 [rows + 1], non-decreasing from 0 to the number of non-zeros
     * @param indices I32 [non-zeros], ascending within each row
     * @param data F32 [non-zeros]
     * @return the matrix, which shares the memory
     * @throws IllegalArgumentException if the sizes are inconsistent
     */
    public static CsrMatrix viewFloats(
            int rows, int columns, MemorySegment indptr, MemorySegment indices, MemorySegment data) {
        return new CsrMatrix(rows, columns, false, indptr, indices, data, null);
    }

    /**
     * Returns a view of memory that contains a double-precision matrix. Only the sizes are checked;
     * {@link #validate} checks the content.
     *
     * @param rows at least 0
     * @param columns at least 0
     * @param indptr I64 [rows + 1], non-decreasing from 0 to the number of non-zeros
     * @param indices I32 [non-zeros], ascending within each row
     * @param data F64 [non-zeros]
     * @return the matrix, which shares the memory
     * @throws IllegalArgumentException if the sizes are inconsistent
     */
    public static CsrMatrix viewDoubles(
            int rows, int columns, MemorySegment indptr, MemorySegment indices, MemorySegment data) {
        return new CsrMatrix(rows, columns, true, indptr, indices, data, null);
    }

    /**
     * Returns this matrix such that {@link #value} and {@link #verifyRow} report values that no count
     * or weight has. For matrices of files.
     *
     * @param newFault creates the exception for a value that is not finite or exceeds the range of
     *     floats; its elements are positions of cells
     * @return a matrix that shares the memory
     */
    public CsrMatrix checked(ValueFault newFault) {
        return new CsrMatrix(rows, columns, doubles, indptr, indices, data, newFault);
    }

    /**
     * Creates a single-precision matrix from the non-zero cells of a small dense matrix.
     *
     * @param arena owner of the memory
     * @param dense rows of equal length
     * @param columns length of the rows
     * @return the matrix
     */
    public static CsrMatrix ofDense(Arena arena, double[][] dense, int columns) {
        MemorySegment indptr = arena.allocate((dense.length + 1L) * Long.BYTES, 64);
        long nonZeros = 0;
        for (int row = 0; row < dense.length; row++) {
            for (double value : dense[row]) {
                nonZeros += value != 0 ? 1 : 0;
            }
            indptr.setAtIndex(INDPTR, row + 1L, nonZeros);
        }
        MemorySegment indices = arena.allocate(nonZeros * Integer.BYTES, 64);
        MemorySegment data = arena.allocate(nonZeros * Float.BYTES, 64);
        long position = 0;
        for (double[] row : dense) {
            Objects.checkFromIndexSize(0, row.length, columns);
            for (int column = 0; column < row.length; column++) {
                if (row[column] != 0) {
                    indices.setAtIndex(INDEX, position, column);
                    data.setAtIndex(FLOAT, position++, (float) row[column]);
                }
            }
        }
        return viewFloats(dense.length, columns, indptr, indices, data);
    }

    /**
     * Returns the number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * Returns the number of columns.
     *
     * @return at least 0
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the number of stored cells.
     *
     * @return at least 0
     */
    public long nonZeros() {
        return nonZeros;
    }

    /**
     * Returns whether the values have double precision.
     *
     * @return false if they have single precision
     */
    public boolean isDouble() {
        return doubles;
    }

    /**
     * Returns the position of the first cell of each row, followed by the number of cells.
     *
     * @return I64 [rows + 1]
     */
    public MemorySegment indptr() {
        return indptr;
    }

    /**
     * Returns the columns of all cells in row-major order.
     *
     * @return I32 [non-zeros]
     */
    public MemorySegment indices() {
        return indices;
    }

    /**
     * Returns the values of all cells in row-major order.
     *
     * @return F32 or F64 [non-zeros]
     */
    public MemorySegment data() {
        return data;
    }

    /**
     * Returns the position of the first cell of a row.
     *
     * @param row 0 to rows − 1
     * @return 0 to non-zeros
     */
    public long rowStart(int row) {
        Objects.checkIndex(row, rows);
        return indptr.getAtIndex(INDPTR, row);
    }

    /**
     * Returns the position after the last cell of a row.
     *
     * @param row 0 to rows − 1
     * @return {@code rowStart(row)} to non-zeros
     */
    public long rowEnd(int row) {
        Objects.checkIndex(row, rows);
        return indptr.getAtIndex(INDPTR, row + 1L);
    }

    /**
     * Returns the column of a cell.
     *
     * @param position 0 to non-zeros − 1
     * @return 0 to columns − 1
     */
    public int column(long position) {
        return indices.getAtIndex(INDEX, position);
    }

    /**
     * Returns the value of a cell.
     *
     * @param position 0 to non-zeros − 1
     * @return its value
     * @throws java.io.UncheckedIOException if the matrix is {@link #checked} and the value is not
     *     finite or exceeds the range of floats
     */
    public double value(long position) {
        double value = doubles ? data.getAtIndex(DOUBLE, position) : data.getAtIndex(FLOAT, position);
        if (!(Math.abs(value) <= Float.MAX_VALUE) && fault != null) {
            throw fault.of(position, "has the value " + value);
        }
        return value;
    }

    /**
     * Verifies the values of a row, for code that reads {@link #data} itself and found a sum that is
     * not finite.
     *
     * @param row 0 to rows − 1
     * @throws java.io.UncheckedIOException as {@link #value}
     */
    public void verifyRow(int row) {
        for (long position = rowStart(row); position < rowEnd(row); position++) {
            value(position);
        }
    }

    /**
     * Computes the Euclidean norm of a row in double precision.
     *
     * @param row 0 to rows − 1
     * @return at least 0
     * @throws java.io.UncheckedIOException as {@link #value}
     */
    public double rowNorm(int row) {
        Objects.checkIndex(row, rows);
        double sum = 0;
        for (long position = rowStart(row); position < rowEnd(row); position++) {
            double value = value(position);
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /**
     * Returns the value at a row and column, found by binary search.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @return its value, or 0 if it is not stored
     */
    public double get(int row, int column) {
        Objects.checkIndex(column, columns);
        long low = rowStart(row);
        long high = rowEnd(row) - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = column(middle);
            if (found == column) {
                return value(middle);
            }
            if (found < column) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    /**
     * Reads and checks the complete structure, for matrices from untrusted files.
     *
     * @throws IllegalArgumentException if a row has a negative length, a column is out of range, or
     *     the columns of a row are not ascending; the message names the row
     */
    public void validate() {
        long[] bounds = new long[VALIDATED_ROWS + 1];
        int[] block = new int[VALIDATED_CELLS];
        for (int first = 0; first < rows; first += VALIDATED_ROWS) {
            int count = Math.min(VALIDATED_ROWS, rows - first);
            MemorySegment.copy(indptr, INDPTR, 8L * first, bounds, 0, count + 1);
            for (int row = 0; row < count; row++) {
                if (bounds[row + 1] < bounds[row] || bounds[row + 1] > nonZeros) {
                    throw new IllegalArgumentException(
                            "row " + (first + row) + " runs from " + bounds[row] + " to " + bounds[row + 1]);
                }
            }
            validateColumns(first, count, bounds, block);
        }
    }

    /**
     * Copies blocks across rows to arrays: reading cells one by one from a segment is about 10×
     * slower before JIT compilation.
     */
    private void validateColumns(int firstRow, int count, long[] bounds, int[] block) {
        long blockEnd = bounds[0];
        int previous = -1;
        int row = 0;
        for (long begin = bounds[0]; begin < bounds[count]; begin = blockEnd) {
            blockEnd = Math.min(bounds[count], begin + block.length);
            MemorySegment.copy(indices, INDEX, 4 * begin, block, 0, (int) (blockEnd - begin));
            for (long at = begin; at < blockEnd; ) {
                while (bounds[row + 1] <= at) {
                    row++;
                    previous = -1;
                }
                int end = (int) (Math.min(bounds[row + 1], blockEnd) - begin);
                int wrong = firstWrong(block, (int) (at - begin), end, previous);
                if (wrong >= 0) {
                    int before = wrong > at - begin ? block[wrong - 1] : previous;
                    throw new IllegalArgumentException("row " + (firstRow + row) + " has column " + block[wrong]
                            + " after " + before + "; columns must ascend and be below " + columns);
                }
                previous = block[end - 1];
                at = begin + end;
            }
        }
    }

    /** Returns the index of the first column of a row that is not ascending or out of range, or −1. */
    private int firstWrong(int[] block, int from, int to, int before) {
        int previous = before;
        for (int i = from; i < to; i++) {
            int column = block[i];
            if (column <= previous || column >= columns) {
                return i;
            }
            previous = column;
        }
        return -1;
    }
}
