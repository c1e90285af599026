package org.wvtoolkit.spark.record;

import java.util.Arrays;

/**
 * Growing byte array of variable-length integers: seven bits per byte, lowest first. Not
 * thread-safe.
 */
public final class ByteWriter {
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Appends a number of at least 0. */
    public void number(long number) {
        ensure(10);
        long rest = number;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
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
