package org.wvtoolkit.spark.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Growing byte array of variable-length integers: seven bits per byte, lowest first. Not
 * thread-safe.
 */
public final class ByteWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Appends a number of at least 0. */
    public void number(long number) {
        ensure(10);
        append(number);
    }

    /**
     * Returns a number in the form that {@link #packed} appends: its bytes, the first one lowest,
     * and their count in the highest byte.
     *
     * @param number at least 0, less than 2⁴⁹
     */
    static long pack(long number) {
        long packed = 0;
        int count = 0;
        for (long rest = number; rest > 0 || count == 0; rest >>>= 7) {
            long next = rest >= 0x80 ? (rest & 0x7F) | 0x80 : rest;
            packed |= next << (8 * count++);
        }
        return packed | ((long) count << 56);
    }

    /** Appends a number that {@link #pack} returned, or nothing if it is 0. */
    void packed(long number) {
        ensure(8);
        LONG.set(bytes, length, number);
        length += (int) (number >>> 56);
    }

    private void append(long number) {
        long rest = number;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /**
     * Appends cells of a sparse row: for each the distance to the preceding column minus one, and
     * its value.
     *
     * @param columns ascending columns
     * @param previous the column before the first, or −1
     * @param values values of at least 0
     */
    public void pairs(int[] columns, int previous, long[] values, int count) {
        int before = previous;
        for (int from = 0; from < count; from += 1024) {
            int to = Math.min(count, from + 1024);
            ensure(15 * (to - from));
            for (int i = from; i < to; i++) {
                append(columns[i] - before - 1L);
                append(values[i]);
                before = columns[i];
            }
        }
    }

    public void bytes(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    public int length() {
        return length;
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void clear() {
        length = 0;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max((long) length + more, 2L * bytes.length);
            if ((long) length + more > MAX_LENGTH) {
                throw new IllegalStateException("a record exceeds 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, wanted));
        }
    }
}
