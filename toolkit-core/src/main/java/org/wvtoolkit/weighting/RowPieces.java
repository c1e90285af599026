package org.wvtoolkit.weighting;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;

/** Cuts the rows of a sparse matrix into pieces of about equal work. */
final class RowPieces {
    private RowPieces() {}

    /**
     * Cuts the rows.
     *
     * @param matrix the matrix
     * @param pieces at least 1
     * @return first row of each piece, and the number of rows at the end; depends on the arguments alone
     */
    static int[] bounds(CsrMatrix matrix, int pieces) {
        return bounds(matrix.indptr(), matrix.rows(), pieces);
    }

    /** The same from the positions of the rows' first cells, I64 [rows + 1]. */
    static int[] bounds(MemorySegment indptr, int rows, int pieces) {
        long nonZeros = indptr.getAtIndex(CsrMatrix.INDPTR, rows);
        int[] bounds = new int[pieces + 1];
        int row = 0;
        for (int piece = 1; piece < pieces; piece++) {
            long until = nonZeros / pieces * piece;
            while (row < rows && indptr.getAtIndex(CsrMatrix.INDPTR, row) < until) {
                row++;
            }
            bounds[piece] = row;
        }
        bounds[pieces] = rows;
        return bounds;
    }
}
