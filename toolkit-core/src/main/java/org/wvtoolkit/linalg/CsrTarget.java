package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Receiver of a sparse matrix in parts, such as a temporary file or a file being written. Different
 * parts may be written concurrently.
 */
public interface CsrTarget {
    /**
     * Writes the row positions, once and completely.
     *
     * @param indptr I64 [rows + 1]
     * @throws IOException if writing fails
     */
    void writeIndptr(MemorySegment indptr) throws IOException;

    /**
     * Writes consecutive cells.
     *
     * @param position position of the first cell
     * @param indices I32 columns
     * @param data F32 or F64 values, the same number
     * @throws IOException if writing fails
     */
    void writeCells(long position, MemorySegment indices, MemorySegment data) throws IOException;
}
