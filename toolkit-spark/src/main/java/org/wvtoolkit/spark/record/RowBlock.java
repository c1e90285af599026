package org.wvtoolkit.spark.record;

import java.io.Serializable;

/**
 * Consecutive rows of a matrix of counts, encoded in about three bytes per cell.
 *
 * @param firstRow number of the first row
 * @param lengths number of cells of each row
 * @param cells cells of the rows, each of two variable-length integers: the distance to the
 *     preceding column of the row minus one, and the sum
 * @param divisor divisor that turns a sum into a count
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record RowBlock(int firstRow, int[] lengths, byte[] cells, double divisor) implements Serializable {

    public int rows() {
        return lengths.length;
    }

    /** Returns a reader positioned before the first row. */
    public Reader reader() {
        return new Reader(this);
    }

    /** Builder that encodes cells row by row. Not thread-safe. */
    public static final class Builder {
        private final int firstRow;
        private final int[] lengths;
        private final double divisor;
        private final ByteWriter cells = new ByteWriter();
        private int openRow = -1;
        private int previous = -1;

        public Builder(int fromRow, int toRow, double divisor) {
            firstRow = fromRow;
            lengths = new int[toRow - fromRow];
            this.divisor = divisor;
        }

        /** Adds cells of a row; rows and the columns of a row arrive in ascending order. */
        public void add(int row, int[] columns, long[] sums, int count) {
            if (row != openRow) {
                openRow = row;
                previous = -1;
            }
            cells.pairs(columns, previous, sums, count);
            if (count > 0) {
                previous = columns[count - 1];
                lengths[row - firstRow] += count;
            }
        }

        public RowBlock build() {
            return new RowBlock(firstRow, lengths, cells.toArray(), divisor);
        }
    }

    /** Reader of the rows in ascending order. Not thread-safe. */
    public static final class Reader {
        private final RowBlock block;
        private final ByteReader bytes;
        private int next;
        private int[] columns = new int[1024];
        private long[] sums = new long[1024];
        private double[] counts = new double[1024];

        private Reader(RowBlock block) {
            this.block = block;
            this.bytes = new ByteReader(block.cells);
        }

        /** Reads the next row and returns its number of cells; there must be one. */
        public int next() {
            int length = block.lengths[next++];
            if (length > columns.length) {
                int capacity = Math.max(length, 2 * columns.length);
                columns = new int[capacity];
                sums = new long[capacity];
                counts = new double[capacity];
            }
            int column = -1;
            for (int i = 0; i < length; i++) {
                column += (int) bytes.number() + 1;
                columns[i] = column;
                long sum = bytes.number();
                sums[i] = sum;
                counts[i] = sum / block.divisor;
            }
            return length;
        }

        /** Returns the columns of the row; overwritten by {@link #next}, and may be modified. */
        public int[] columns() {
            return columns;
        }

        /** Returns the sums of the row; overwritten by {@link #next}. */
        public long[] sums() {
            return sums;
        }

        /** Returns the counts of the row, its sums divided; overwritten by {@link #next}. */
        public double[] counts() {
            return counts;
        }
    }
}
