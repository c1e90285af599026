package org.wvtoolkit.nn;

import java.util.Objects;

/**
 * A dense matrix of double precision on the heap, row by row: what goes from layer to layer. A batch has a row for each example;
 * a sequence has one for each word. Double, so that a gradient can be compared with a numeric one.
 *
 * <p>Mutable; confined to one thread while it is written.
 */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;

    /**
     * A matrix of zeros.
     *
     * @param rows at least 0
     * @param columns at least 1
     * @throws IllegalArgumentException if a size is out of range or the whole is more than an array holds
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
            throw new IllegalArgumentException("a matrix of " + rows + " × " + columns);
        }
        return rows * columns;
    }

    /**
     * A matrix of given values.
     *
     * @param rows at least one, all of the same length; copied
     * @return the matrix
     * @throws IllegalArgumentException if rows differ in length
     */
    public static Matrix of(double[]... rows) {
        Matrix matrix = new Matrix(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != matrix.columns) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + rows[row].length + " values, not " + matrix.columns);
            }
            System.arraycopy(rows[row], 0, matrix.values, row * matrix.columns, matrix.columns);
        }
        return matrix;
    }

    /**
     * Number of rows.
     *
     * @return at least 0
     */
    public int rows() {
        return rows;
    }

    /**
     * Number of columns.
     *
     * @return at least 1
     */
    public int columns() {
        return columns;
    }

    /**
     * The values themselves.
     *
     * @return row by row, rows × columns; shared, not copied
     */
    public double[] values() {
        return values;
    }

    /**
     * One value.
     *
     * @param row 0 to rows − 1
     * @param column 0 to columns − 1
     * @return the value
     */
    public double get(int row, int column) {
        return values[index(row, column)];
    }

    /**
     * Sets one value.
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
     * A matrix of its own with the same values.
     *
     * @return a copy
     */
    public Matrix copy() {
        return new Matrix(rows, columns, values.clone());
    }

    /**
     * The same values in another shape.
     *
     * @param newRows rows
     * @param newColumns columns; the product is that of this matrix
     * @return a matrix that shares the values
     * @throws IllegalArgumentException if the sizes differ
     */
    public Matrix reshaped(int newRows, int newColumns) {
        if (size(newRows, newColumns) != values.length) {
            throw new IllegalArgumentException(shape() + " as " + newRows + " × " + newColumns);
        }
        return new Matrix(newRows, newColumns, values);
    }

    /**
     * Checks a shape.
     *
     * @param wantedRows rows, or −1 for any number
     * @param wantedColumns columns
     * @return this
     * @throws IllegalArgumentException if the shape is another
     */
    public Matrix require(int wantedRows, int wantedColumns) {
        if ((wantedRows >= 0 && wantedRows != rows) || wantedColumns != columns) {
            throw new IllegalArgumentException("a matrix of " + shape() + " where "
                    + (wantedRows < 0 ? "any" : Integer.toString(wantedRows)) + " × " + wantedColumns + " is wanted");
        }
        return this;
    }

    private String shape() {
        return rows + " × " + columns;
    }
}
