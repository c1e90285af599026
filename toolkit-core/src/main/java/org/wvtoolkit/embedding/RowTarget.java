package org.wvtoolkit.embedding;

import java.io.IOException;

/**
 * Consumer of vectors in blocks, in any order. Implementations are thread-safe.
 */
public interface RowTarget {
    /**
     * Stores adjacent rows.
     *
     * @param first the first row, from 0
     * @param count the number of rows
     * @param values {@code count × dimension} finite values; neither modified nor retained
     * @throws IOException if storing fails
     */
    void put(int first, int count, float[] values) throws IOException;
}
