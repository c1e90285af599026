package org.wvtoolkit.projection;

/**
 * Source of vectors that are copied row by row. Implementations must be safe for concurrent
 * reading.
 */
public interface RowSource {
    /**
     * Returns the number of rows.
     *
     * @return at least 0
     */
    int rows();

    /**
     * Returns the number of values per row.
     *
     * @return at least 1
     */
    int columns();

    /**
     * Copies a row.
     *
     * @param row row number, 0 to rows − 1
     * @param target receives {@link #columns} values
     */
    void copy(int row, float[] target);
}
