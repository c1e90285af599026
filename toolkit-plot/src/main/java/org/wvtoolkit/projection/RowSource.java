package org.wvtoolkit.projection;

/** Vectors as rows that are copied out one by one. Implementations are safe for concurrent reading. */
public interface RowSource {
    /**
     * The number of rows.
     *
     * @return at least 0
     */
    int rows();

    /**
     * The length of a row.
     *
     * @return at least 1
     */
    int columns();

    /**
     * Copies a row.
     *
     * @param row 0 to rows − 1
     * @param target takes {@link #columns} values
     */
    void copy(int row, float[] target);
}
