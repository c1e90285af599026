package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Consecutive rows of a sparse matrix, on the heap of an executor.
 *
 * @param firstRow number of the first row
 * @param lengths number of cells of each row
 * @param columns column numbers of the cells, row by row, ascending within a row
 * @param counts values of the cells
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record RowBlock(int firstRow, int[] lengths, int[] columns, double[] counts) implements Serializable {

    public int rows() {
        return lengths.length;
    }

    /** Builder that collects cells row by row. Not thread-safe. */
    public static final class Builder {
        private final int firstRow;
        private final int[] lengths;
        private int[] columns = new int[1 << 12];
        private double[] counts = new double[1 << 12];
        private int size;

        public Builder(int fromRow, int toRow) {
            firstRow = fromRow;
            lengths = new int[toRow - fromRow];
        }

        public void add(int row, int[] newColumns, double[] newCounts, int cells) {
            if (columns.length - size < cells) {
                int capacity =
                        (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(2L * columns.length, (long) size + cells));
                if (capacity - size < cells) {
                    throw new IllegalStateException("a range of rows has more than 2^31 cells; use more partitions");
                }
                columns = Arrays.copyOf(columns, capacity);
                counts = Arrays.copyOf(counts, capacity);
            }
            System.arraycopy(newColumns, 0, columns, size, cells);
            System.arraycopy(newCounts, 0, counts, size, cells);
            size += cells;
            lengths[row - firstRow] += cells;
        }

        public RowBlock build() {
            return new RowBlock(firstRow, lengths, Arrays.copyOf(columns, size), Arrays.copyOf(counts, size));
        }
    }
}
