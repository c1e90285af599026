package org.wvtoolkit.weighting;

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
        int[] bounds = new int[pieces + 1];
        int row = 0;
        for (int piece = 1; piece < pieces; piece++) {
            long until = matrix.nonZeros() / pieces * piece;
            while (row < matrix.rows() && matrix.rowStart(row) < until) {
                row++;
            }
            bounds[piece] = row;
        }
        bounds[pieces] = matrix.rows();
        return bounds;
    }
}
