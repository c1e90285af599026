package org.wvtoolkit.weighting;

import java.io.IOException;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * The sums of a matrix of counts: n(w) of each row, n(c) of each column, and N of all.
 *
 * <p>Immutable. The same bits for any number of threads: columns are summed in blocks of rows that depend on the matrix alone.
 */
public final class Marginals {
    /** The most partial sums of columns at a time. */
    private static final int MOST_BLOCKS = 8;

    private final double[] rowSums;
    private final double[] columnSums;
    private final double total;

    private Marginals(double[] rowSums, double[] columnSums, double total) {
        this.rowSums = rowSums;
        this.columnSums = columnSums;
        this.total = total;
    }

    /**
     * Sums a matrix up.
     *
     * @param counts of double precision
     * @param threads worker threads
     * @return its sums
     * @throws IOException if the thread is interrupted
     */
    public static Marginals of(CsrMatrix counts, int threads) throws IOException {
        int rows = counts.rows();
        // Fewer blocks for wider matrices bound the memory.
        int blocks = Math.clamp((8L << 20) / Math.max(1, counts.columns()), 1, MOST_BLOCKS);
        int[] bounds = RowPieces.bounds(counts, blocks);
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
        double total = 0;
        for (double sum : rowSums) {
            total += sum;
        }
        return new Marginals(rowSums, columnSums, total);
    }

    /**
     * n(w).
     *
     * @param row 0 to rows − 1
     * @return the sum of its counts
     */
    public double rowSum(int row) {
        return rowSums[row];
    }

    /**
     * n(c).
     *
     * @param column 0 to columns − 1
     * @return the sum of its counts
     */
    public double columnSum(int column) {
        return columnSums[column];
    }

    /**
     * N.
     *
     * @return the sum of all counts
     */
    public double total() {
        return total;
    }

    /**
     * Number of columns.
     *
     * @return at least 0
     */
    public int columns() {
        return columnSums.length;
    }
}
