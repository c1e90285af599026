package org.wvtoolkit.cooccurrence;

import java.util.Arrays;

/** Encoder of rows in the format of {@link RunFile} into a growing array. Not thread-safe. */
final class RunEncoder {
    /** Maximum number of bytes of a cell: five for the column, nine for the sum. */
    private static final int MAX_CELL_BYTES = 14;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    /** Removes all encoded bytes. */
    void clear() {
        length = 0;
    }

    /** Returns the array with the encoded bytes in its first {@link #length} elements. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the number of encoded bytes. */
    int length() {
        return length;
    }

    /**
     * Adds the cells of a row in one range of columns.
     *
     * @param columns ascending columns, relative to the beginning of the range
     * @param values their sums
     * @param count number of cells
     */
    void add(int[] columns, long[] values, int count) {
        ensure((count + 1L) * MAX_CELL_BYTES);
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
                throw new IllegalStateException("a range of rows needs " + needed + " bytes");
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
