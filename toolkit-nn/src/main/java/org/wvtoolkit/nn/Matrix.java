package org.wvtoolkit.nn;

import java.util.Objects;

/**
 * Dense double-precision matrix on the heap in row-major order, the data passed between layers. A
 * batch has one row per example, a sequence one row per word. Double precision allows comparison
 * with numeric gradients.
 *
 * <p>Mutable; not thread-safe while it is written.
 */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    /**
     * Creates a matrix of zeros.
     *
     * @param rows at least 0
     * @param columns at least 1
     * @throws IllegalArgumentException if a size is out of range or the total size exceeds that of
     *     an array
     */
    public Matrix(int rows, int columns) {
        this(rows, columns, new double[size(rows, columns)]);
    }

    private Matrix(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    private static int size(int rows, int columns) {
        if (rows < 0 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("invalid matrix size: " + rows + " × " + columns);
        }
        return rows * columns;
    }

    /**
     * Creates a matrix of given values.
     *
     * @param rows at least one row, all of the same length; copied
     * @return the matrix
     * @throws IllegalArgumentException if rows differ in length
     */
    public static Matrix of(double[]... rows) {
        Matrix matrix = new Matrix(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != matrix.columns) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + rows[row].length + " values instead of " + matrix.columns);
            }
            System.arraycopy(rows[row], 0, matrix.values, row * matrix.columns, matrix.columns);
        }
        return matrix;
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
     * @return at least 1
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the values.
     *
     * @return rows × columns values in row-major order; shared, not copied
     */
    public double[] values() {
        return values;
    }

    /**
     * Returns a value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @return the value
     */
    public double get(int row, int column) {
        return values[index(row, column)];
    }

    /**
     * Sets a value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @param value the new value
     */
    public void set(int row, int column, double value) {
        values[index(row, column)] = value;
    }

    private int index(int row, int column) {
        return Objects.checkIndex(row, rows) * columns + Objects.checkIndex(column, columns);
    }

    /**
     * Returns a copy with its own values.
     *
     * @return a copy
     */
    public Matrix copy() {
        return new Matrix(rows, columns, values.clone());
    }

    /**
     * Checks the shape.
     *
     * @param wantedRows required number of rows, or −1 for any
     * @param wantedColumns required number of columns
     * @return this matrix
     * @throws IllegalArgumentException if the shape differs
     */
    public Matrix require(int wantedRows, int wantedColumns) {
        if ((wantedRows >= 0 && wantedRows != rows) || wantedColumns != columns) {
            throw new IllegalArgumentException("a matrix of " + shape() + " instead of "
                    + (wantedRows < 0 ? "any" : Integer.toString(wantedRows)) + " × " + wantedColumns);
        }
        return this;
    }

    private String shape() {
        return rows + " × " + columns;
    }
}
