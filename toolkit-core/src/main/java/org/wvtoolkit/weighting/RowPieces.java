package org.wvtoolkit.weighting;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;

/** Division of the rows of a sparse matrix into pieces of about equal numbers of cells. */
final class RowPieces {
    private RowPieces() {}

    /**
     * Divides the rows.
     *
     * @param matrix the matrix
     * @param pieces number of pieces, at least 1
     * @return first row of each piece, followed by the number of rows; depends on the arguments
     *     only
     */
    static int[] bounds(CsrMatrix matrix, int pieces) {
        return bounds(matrix.indptr(), matrix.rows(), pieces);
    }

    /** Divides the rows, given the positions of their first cells, I64 [rows + 1]. */
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
