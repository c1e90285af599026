package org.wvtoolkit.embedding;

import java.io.IOException;

/** Takes vectors block by block, in any order. Implementations take them from several threads at once. */
public interface RowTarget {
    /**
     * Takes rows that follow one another.
     *
     * @param first the first row, from 0
     * @param count how many
     * @param values {@code count × dimension} of them, all finite; not modified, not kept
     * @throws IOException if they cannot be kept
     */
    void put(int first, int count, float[] values) throws IOException;
}
