package org.wvtoolkit.nn;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * Gradient of a parameter, either dense (with all rows) or sparse (only with the rows that were
 * added to). An embedding has a sparse gradient, because a batch contains a few hundred words and a
 * vocabulary a hundred thousand.
 *
 * <p>Mutable; not thread-safe.
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
     * Creates a gradient with all rows.
     *
     * @param rows number of rows of the parameter
     * @param columns number of columns of the parameter
     * @return zeros
     */
    public static Gradient dense(int rows, int columns) {
        return new Gradient(rows, columns, false);
    }

    /**
     * Creates a gradient that contains only the rows that are added to.
     *
     * @param rows number of rows of the parameter
     * @param columns number of columns of the parameter
     * @return a gradient without rows
     */
    public static Gradient sparse(int rows, int columns) {
        return new Gradient(rows, columns, true);
    }

    /** Returns an empty gradient of the same shape and kind. */
    Gradient fresh() {
        return new Gradient(slotOfRow.length, columns, sparse);
    }

    /**
     * Returns the number of rows present.
     *
     * @return 0 to the number of rows of the parameter
     */
    public int count() {
        return count;
    }

    /**
     * Returns the row of the parameter for a slot.
     *
     * @param slot 0 to count − 1
     * @return a row
     */
    public int row(int slot) {
        return rowOfSlot[Objects.checkIndex(slot, count)];
    }

    /**
     * Returns the values; those of a slot begin at {@link #offset}.
     *
     * @return a shared array, valid until another row is added
     */
    public double[] values() {
        return values;
    }

    /**
     * Returns the index of a slot's first value in {@link #values}.
     *
     * @param slot 0 to count − 1
     * @return an index
     */
    public int offset(int slot) {
        return Objects.checkIndex(slot, count) * columns;
    }

    /**
     * Returns the index of a row's first value in {@link #values}. A sparse gradient adds the row
     * if it is missing.
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
     * Adds a multiple of values to a row.
     *
     * @param row a row of the parameter
     * @param source contains as many values as the parameter has columns
     * @param from index of the first value in {@code source}
     * @param factor multiplies the values
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
     * @param matrix a matrix of the parameter's shape
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
     * @param other not modified
     */
    public void add(Gradient other) {
        for (int slot = 0; slot < other.count; slot++) {
            add(other.rowOfSlot[slot], other.values, slot * columns, 1);
        }
    }

    /**
     * Multiplies all rows by a factor.
     *
     * @param factor any number
     */
    public void scale(double factor) {
        for (int i = 0; i < count * columns; i++) {
            values[i] *= factor;
        }
    }

    /**
     * Multiplies each row by a factor of its own.
     *
     * @param factorOfRow the factor of a row of the parameter
     */
    public void scaleRows(IntToDoubleFunction factorOfRow) {
        for (int slot = 0; slot < count; slot++) {
            double factor = factorOfRow.applyAsDouble(rowOfSlot[slot]);
            for (int i = slot * columns; i < (slot + 1) * columns; i++) {
                values[i] *= factor;
            }
        }
    }

    /**
     * Returns the sum of the squares of all values.
     *
     * @return at least 0, or NaN
     */
    public double squaredNorm() {
        double sum = 0;
        for (int i = 0; i < count * columns; i++) {
            sum += values[i] * values[i];
        }
        return sum;
    }

    /** Resets the gradient: a dense one to zeros, a sparse one to no rows. */
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
     * Returns the gradient as a matrix.
     *
     * @return a copy, with zeros in missing rows
     */
    public Matrix toMatrix() {
        Matrix matrix = new Matrix(slotOfRow.length, columns);
        for (int slot = 0; slot < count; slot++) {
            System.arraycopy(values, slot * columns, matrix.values(), rowOfSlot[slot] * columns, columns);
        }
        return matrix;
    }
}
