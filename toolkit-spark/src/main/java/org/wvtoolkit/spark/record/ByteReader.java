package org.wvtoolkit.spark.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reader of data written by {@link ByteWriter}. Not thread-safe. */
public final class ByteReader {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Continuation bit: set if more bytes follow. */
    private static final int CONTINUED = 0x80808080;

    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    public long number() {
        if (at + 4 <= bytes.length) {
            // Without branches, because the lengths of numbers are hard to predict.
            int word = (int) INT.get(bytes, at);
            int ends = ~word & CONTINUED;
            if (ends != 0) {
                int bits = Integer.numberOfTrailingZeros(ends) + 1;
                int own = word & (-1 >>> (32 - bits));
                at += bits >>> 3;
                return (own & 0x7F) | ((own >>> 1) & 0x3F80) | ((own >>> 2) & 0x1F_C000) | ((own >>> 3) & 0xFE0_0000);
            }
        }
        return longNumber();
    }

    private long longNumber() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long number = first & 0x7F;
        for (int shift = 7; ; shift += 7) {
            byte next = bytes[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    /** Skips bytes and returns the position of the first. */
    public int skip(int count) {
        int from = at;
        at += count;
        return from;
    }

    public int position() {
        return at;
    }

    public byte[] bytes() {
        return bytes;
    }
}
