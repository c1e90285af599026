package org.wvtoolkit.cooccurrence;

/**
 * The sums of one row, dense over a range of columns, with a bitmap of two levels that lists the columns that are not zero in
 * order. The most frequent contexts stay in the nearest cache, the whole of it usually in the second nearest.
 *
 * <p>Confined to one thread.
 */
final class RowSums {
    private final long[] sums;
    private final long[] words;
    private final long[] groups;
    private int size;
    private int[] columns = new int[1024];
    private long[] values = new long[1024];

    /**
     * Sums of zero.
     *
     * @param columns how many, at least 1
     */
    RowSums(int columns) {
        sums = new long[columns];
        words = new long[(columns + 63) >>> 6];
        groups = new long[(words.length + 63) >>> 6];
    }

    /** The most bytes that the sums over so many columns take, drained ones included. */
    static long bytes(long columns) {
        return 20 * columns + columns / 8 + columns / 512 + 64;
    }

    /** Adds to a column; {@code amount} is above 0. */
    void add(int column, long amount) {
        long old = sums[column];
        sums[column] = old + amount;
        if (old == 0) {
            words[column >>> 6] |= 1L << column;
            groups[column >>> 12] |= 1L << (column >>> 6);
            size++;
        }
    }

    /** How many columns are not zero. */
    int size() {
        return size;
    }

    /** Empties the sums into {@link #columns()} and {@link #values()}; how many there were. */
    int drain() {
        if (size > columns.length) {
            int capacity = Math.min(sums.length, Math.max(size, 2 * columns.length));
            columns = new int[capacity];
            values = new long[capacity];
        }
        int count = 0;
        for (int g = 0; g < groups.length; g++) {
            long group = groups[g];
            groups[g] = 0;
            while (group != 0) {
                int w = (g << 6) + Long.numberOfTrailingZeros(group);
                group &= group - 1;
                long word = words[w];
                words[w] = 0;
                while (word != 0) {
                    int column = (w << 6) + Long.numberOfTrailingZeros(word);
                    word &= word - 1;
                    columns[count] = column;
                    values[count++] = sums[column];
                    sums[column] = 0;
                }
            }
        }
        size = 0;
        return count;
    }

    /** The columns that {@link #drain} found, ascending. */
    int[] columns() {
        return columns;
    }

    /** Their sums. */
    long[] values() {
        return values;
    }
}
