package org.wvtoolkit.nn;

import java.util.Arrays;
import java.util.Objects;

/**
 * The gradient of a parameter, as the rows that it has: all of them (dense), or those that were touched (sparse, as an embedding's
 * is: a batch of a few hundred words leaves the other hundred thousand rows alone).
 *
 * <p>Mutable; confined to one thread.
 */
public final class Gradient {
    private static final int FIRST_ROWS = 64;

    private final int columns;
    private final boolean sparse;
    private final int[] slotOfRow;
    private int[] rowOfSlot;
    private double[] values;
    private int count;

    private Gradient(int rows, int columns, boolean sparse) {
        this.columns = columns;
        this.sparse = sparse;
        int first = sparse ? Math.min(rows, FIRST_ROWS) : rows;
        slotOfRow = new int[rows];
        rowOfSlot = new int[first];
        values = new double[first * columns];
        if (sparse) {
            Arrays.fill(slotOfRow, -1);
        } else {
            Arrays.setAll(slotOfRow, row -> row);
            Arrays.setAll(rowOfSlot, row -> row);
            count = rows;
        }
    }

    /**
     * A gradient that always has all rows.
     *
     * @param rows rows of the parameter
     * @param columns its columns
     * @return zeros
     */
    public static Gradient dense(int rows, int columns) {
        return new Gradient(rows, columns, false);
    }

    /**
     * A gradient that has the rows that something was added to.
     *
     * @param rows rows of the parameter
     * @param columns its columns
     * @return no row yet
     */
    public static Gradient sparse(int rows, int columns) {
        return new Gradient(rows, columns, true);
    }

    /** An empty gradient of the same shape and kind. */
    Gradient fresh() {
        return new Gradient(slotOfRow.length, columns, sparse);
    }

    /**
     * How many rows it has.
     *
     * @return 0 to the parameter's rows
     */
    public int count() {
        return count;
    }

    /**
     * Which row of the parameter a row of this gradient belongs to.
     *
     * @param slot 0 to count − 1
     * @return a row
     */
    public int row(int slot) {
        return rowOfSlot[Objects.checkIndex(slot, count)];
    }

    /**
     * The values: row {@code slot} of this gradient begins at {@link #offset}.
     *
     * @return shared, until something is added to another row
     */
    public double[] values() {
        return values;
    }

    /**
     * Where a row of this gradient begins in {@link #values}.
     *
     * @param slot 0 to count − 1
     * @return an index
     */
    public int offset(int slot) {
        return Objects.checkIndex(slot, count) * columns;
    }

    /**
     * Where a row of the parameter lies in {@link #values}; a sparse gradient gets the row if it did not have it.
     *
     * @param row a row of the parameter
     * @return an index
     */
    public int at(int row) {
        int slot = slotOfRow[row];
        if (slot < 0) {
            if (count == rowOfSlot.length) {
                int larger = Math.min(slotOfRow.length, 2 * count);
                rowOfSlot = Arrays.copyOf(rowOfSlot, larger);
                values = Arrays.copyOf(values, larger * columns);
            }
            slot = count++;
            slotOfRow[row] = slot;
            rowOfSlot[slot] = row;
        }
        return slot * columns;
    }

    /**
     * Adds to a row.
     *
     * @param row a row of the parameter
     * @param source holds as many values as the parameter has columns
     * @param from where in {@code source}
     * @param factor multiplies them
     */
    public void add(int row, double[] source, int from, double factor) {
        int to = at(row);
        double[] target = values;
        for (int k = 0; k < columns; k++) {
            target[to + k] += factor * source[from + k];
        }
    }

    /**
     * Adds a matrix to all rows.
     *
     * @param matrix of the parameter's shape
     */
    public void add(Matrix matrix) {
        matrix.require(slotOfRow.length, columns);
        for (int row = 0; row < matrix.rows(); row++) {
            add(row, matrix.values(), row * columns, 1);
        }
    }

    /**
     * Adds another gradient of the same parameter.
     *
     * @param other is left as it is
     */
    public void add(Gradient other) {
        for (int slot = 0; slot < other.count; slot++) {
            add(other.rowOfSlot[slot], other.values, slot * columns, 1);
        }
    }

    /**
     * Multiplies all rows.
     *
     * @param factor any number
     */
    public void scale(double factor) {
        for (int i = 0; i < count * columns; i++) {
            values[i] *= factor;
        }
    }

    /**
     * The sum of the squares of all values.
     *
     * @return at least 0, or not a number
     */
    public double squaredNorm() {
        double sum = 0;
        for (int i = 0; i < count * columns; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** Begins anew: zeros where it is dense, no rows where it is sparse. */
    public void clear() {
        Arrays.fill(values, 0, count * columns, 0);
        if (sparse) {
            for (int slot = 0; slot < count; slot++) {
                slotOfRow[rowOfSlot[slot]] = -1;
            }
            count = 0;
        }
    }

    /**
     * The gradient as a matrix.
     *
     * @return a copy, with zeros in the rows that it does not have
     */
    public Matrix toMatrix() {
        Matrix matrix = new Matrix(slotOfRow.length, columns);
        for (int slot = 0; slot < count; slot++) {
            System.arraycopy(values, slot * columns, matrix.values(), rowOfSlot[slot] * columns, columns);
        }
        return matrix;
    }
}
