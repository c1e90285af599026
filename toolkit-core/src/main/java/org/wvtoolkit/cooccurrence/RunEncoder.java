package org.wvtoolkit.cooccurrence;

import java.util.Arrays;

/** Encodes rows as {@link RunFile} describes them, into an array that grows. Confined to one thread. */
final class RunEncoder {
    /** The most bytes of a cell: five for the column, nine for the sum. */
    private static final int MOST_CELL_BYTES = 14;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    /** Forgets what was encoded. */
    void clear() {
        length = 0;
    }

    /** What was encoded, in the first {@link #length} elements. */
    byte[] bytes() {
        return bytes;
    }

    /** Bytes that were encoded. */
    int length() {
        return length;
    }

    /**
     * Adds the cells of a row in one range of columns.
     *
     * @param columns counted from the begin of the range, ascending
     * @param values their sums
     * @param count how many
     */
    void add(int[] columns, long[] values, int count) {
        ensure((count + 1L) * MOST_CELL_BYTES);
        writeNumber(count);
        int previous = -1;
        for (int i = 0; i < count; i++) {
            writeNumber(columns[i] - previous - 1);
            writeNumber(values[i]);
            previous = columns[i];
        }
    }

    private void ensure(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("a range of rows takes " + needed + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * bytes.length)));
        }
    }

    private void writeNumber(long number) {
        long rest = number;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }
}
