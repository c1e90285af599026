package org.wvtoolkit.spark;

/** Reader of data written by {@link ByteWriter}. Not thread-safe. */
final class ByteReader {
    private final byte[] bytes;
    private int at;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    long number() {
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
    int skip(int count) {
        int from = at;
        at += count;
        return from;
    }

    int position() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }
}
