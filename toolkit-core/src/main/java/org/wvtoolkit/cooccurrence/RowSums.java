package org.wvtoolkit.cooccurrence;

/**
 * Sums of one row over a range of columns: a dense array with a two-level bitmap of the non-zero
 * columns, from which they are listed in order. The most frequent contexts stay in the first-level
 * cache, the whole array usually in the second-level cache. Not thread-safe.
 */
final class RowSums {
    private final long[] sums;
    private final long[] words;
    private final long[] groups;
    private int size;
    private int[] columns = new int[1024];
    private long[] values = new long[1024];

    /**
     * Creates sums of zero.
     *
     * @param columns number of columns, at least 1
     */
    RowSums(int columns) {
        sums = new long[columns];
        words = new long[(columns + 63) >>> 6];
        groups = new long[(words.length + 63) >>> 6];
    }

    /**
     * Returns the maximum number of bytes that the sums over a range of columns need, including the
     * drained copies.
     */
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

    /** Returns the number of non-zero columns. */
    int size() {
        return size;
    }

    /**
     * Moves all sums to {@link #columns()} and {@link #values()} and resets them to zero. Returns
     * their number.
     */
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

    /** Returns the columns found by {@link #drain}, ascending. */
    int[] columns() {
        return columns;
    }

    /** Returns the sums found by {@link #drain}. */
    long[] values() {
        return values;
    }
}
