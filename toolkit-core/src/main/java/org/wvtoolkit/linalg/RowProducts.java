package org.wvtoolkit.linalg;

import java.util.Arrays;

/**
 * Inner products of many rows with many columns. The columns are stored transposed, so that the
 * innermost loop iterates over columns and needs no reduction. The JIT compiler vectorizes this
 * loop, and every product is summed in the order of the dimensions, so the results do not depend on
 * the machine.
 *
 * <p>Immutable and thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class RowProducts {
    /** Number of columns whose partial sums fit into the first-level cache. */
    private static final int PANEL = 1024;

    private final float[] transposed;
    private final int columns;
    private final int dimension;

    /**
     * Stores the transposed columns.
     *
     * @param vectors the concatenated columns; copied
     * @param columns number of columns, at least 1
     * @param dimension number of values per column, at least 1
     */
    public RowProducts(float[] vectors, int columns, int dimension) {
        if (columns < 1 || dimension < 1 || vectors.length < (long) columns * dimension) {
            throw new IllegalArgumentException(vectors.length + " values for " + columns + " columns of " + dimension);
        }
        this.columns = columns;
        this.dimension = dimension;
        transposed = new float[columns * dimension];
        for (int column = 0; column < columns; column++) {
            for (int k = 0; k < dimension; k++) {
                transposed[k * columns + column] = vectors[column * dimension + k];
            }
        }
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
     * Multiplies one row with all columns.
     *
     * @param rows contains the row; not modified
     * @param offset index of the first value of the row
     * @param products receives {@link #columns()} products
     */
    public void multiply(float[] rows, int offset, float[] products) {
        for (int from = 0; from < columns; from += PANEL) {
            int to = Math.min(columns, from + PANEL);
            Arrays.fill(products, from, to, 0);
            for (int k = 0; k < dimension; k++) {
                float value = rows[offset + k];
                int at = k * columns;
                for (int column = from; column < to; column++) {
                    products[column] += value * transposed[at + column];
                }
            }
        }
    }
}
