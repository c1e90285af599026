package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Takes a sparse matrix in parts: a temporary file or a file in the making. Safe for concurrent use, part by part. */
public interface CsrTarget {
    /**
     * The rows' bounds, once and whole.
     *
     * @param indptr I64 [rows + 1]
     * @throws IOException if it cannot be written
     */
    void writeIndptr(MemorySegment indptr) throws IOException;

    /**
     * Some cells.
     *
     * @param position of the first
     * @param indices I32 columns
     * @param data F32 or F64 values, as many
     * @throws IOException if they cannot be written
     */
    void writeCells(long position, MemorySegment indices, MemorySegment data) throws IOException;
}
