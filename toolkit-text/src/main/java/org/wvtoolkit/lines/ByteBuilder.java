package org.wvtoolkit.lines;

import java.util.Arrays;

/** Growable byte array. Not thread-safe. */
final class ByteBuilder {
    private byte[] bytes;
    private int length;

    ByteBuilder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    void append(byte[] source, int offset, int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * (length + count)));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    void append(byte[] source) {
        append(source, 0, source.length);
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
