package org.wvtoolkit.spark.record;

/** Reader of data written by {@link ByteWriter}. Not thread-safe. */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    public long number() {
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
