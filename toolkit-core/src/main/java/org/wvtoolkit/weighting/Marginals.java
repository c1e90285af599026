package org.wvtoolkit.weighting;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * Marginal sums of a count matrix: n(w) of each row, n(c) of each column, and the total N.
 *
 * <p>Immutable. The sums have the same bits for any number of threads: columns are summed in blocks
 * of rows that depend on the matrix only.
 */
public final class Marginals {
    /** Maximum number of partial column sums at a time. */
    private static final int MAX_BLOCKS = 8;

    private final double[] rowSums;
    private final double[] columnSums;
    private final double total;

    private Marginals(double[] rowSums, double[] columnSums, double total) {
        this.rowSums = rowSums;
        this.columnSums = columnSums;
        this.total = total;
    }

    /**
     * Computes the sums of a matrix.
     *
     * @param counts counts in double precision
     * @param threads number of worker threads
     * @return the sums
     * @throws IOException if the thread is interrupted
     */
    public static Marginals of(CsrMatrix counts, int threads) throws IOException {
        int rows = counts.rows();
        int[] bounds = blockBounds(counts.indptr(), rows, counts.columns());
        double[] rowSums = new double[rows];
        double[][] partial = new double[bounds.length - 1][];
        Workers.run(threads, partial.length, block -> {
            double[] columnSums = new double[counts.columns()];
            for (int row = bounds[block]; row < bounds[block + 1]; row++) {
                long start = counts.rowStart(row);
                int cells = (int) (counts.rowEnd(row) - start);
                double sum = 0;
                for (int i = 0; i < cells; i++) {
                    double count = counts.data().getAtIndex(CsrMatrix.DOUBLE, start + i);
                    sum += count;
                    columnSums[counts.indices().getAtIndex(CsrMatrix.INDEX, start + i)] += count;
                }
                if (!(sum <= Float.MAX_VALUE)) {
                    counts.verifyRow(row);
                }
                rowSums[row] = sum;
            }
            partial[block] = columnSums;
        });
        double[] columnSums = partial[0];
        for (int block = 1; block < partial.length; block++) {
            for (int column = 0; column < columnSums.length; column++) {
                columnSums[column] += partial[block][column];
            }
        }
        return of(rowSums, columnSums);
    }

    /**
     * Combines sums that were computed elsewhere.
     *
     * @param rowSums n(w) of each row; not copied
     * @param columnSums n(c) of each column; not copied
     * @return the sums, with N added up in the order of the rows
     */
    public static Marginals of(double[] rowSums, double[] columnSums) {
        double total = 0;
        for (double sum : rowSums) {
            total += sum;
        }
        return new Marginals(rowSums, columnSums, total);
    }

    /**
     * Returns the blocks of rows in which columns are summed. The sum of a column is the sum of its cells
     * within each block,
     * in the order of the rows, added up in the order of the blocks: see {@link #columnSum(int[], double[],
     * int, int[])}.
     *
     * @param indptr I64 [rows + 1], position of each row's first cell
     * @param rows number of rows
     * @param columns number of columns
     * @return first row of each block, and the number of rows at the end
     */
    public static int[] blockBounds(MemorySegment indptr, int rows, int columns) {
        // Fewer blocks for wider matrices bound the memory.
        int blocks = Math.clamp((8L << 20) / Math.max(1, columns), 1, MAX_BLOCKS);
        return RowPieces.bounds(indptr, rows, blocks);
    }

    /**
     * Sums one column of a matrix of which the caller has the transpose, with the same rounding as {@link
     * #of(CsrMatrix, int)}.
     *
     * @param rows rows of the column's cells, ascending
     * @param counts their counts
     * @param cells number of cells
     * @param blockBounds from {@link #blockBounds}
     * @return n(c)
     */
    public static double columnSum(int[] rows, double[] counts, int cells, int[] blockBounds) {
        double sum = 0;
        int cell = 0;
        for (int block = 1; block < blockBounds.length; block++) {
            double partial = 0;
            for (; cell < cells && rows[cell] < blockBounds[block]; cell++) {
                partial += counts[cell];
            }
            sum += partial;
        }
        return sum;
    }

    /**
     * Returns n(w).
     *
     * @param row 0 to rows − 1
     * @return the sum of its counts
     */
    public double rowSum(int row) {
        return rowSums[row];
    }

    /**
     * Returns n(c).
     *
     * @param column 0 to columns − 1
     * @return the sum of its counts
     */
    public double columnSum(int column) {
        return columnSums[column];
    }

    /**
     * Returns N.
     *
     * @return the sum of all counts
     */
    public double total() {
        return total;
    }

    /**
     * Returns the number of columns.
     *
     * @return at least 0
     */
    public int columns() {
        return columnSums.length;
    }
}
