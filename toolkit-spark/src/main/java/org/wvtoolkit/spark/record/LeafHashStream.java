package org.wvtoolkit.spark.record;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Input stream that hashes a range of bytes in leaves of a fixed size while they are read. The hash
 * of a file is the SHA-256 hash of the SHA-256 hashes of its leaves, so it can be computed without
 * one sequential pass. Bytes outside the range are passed through.
 */
public final class LeafHashStream extends InputStream {
    private final InputStream in;
    private final long from;
    private final long to;
    private final long leafBytes;
    private final MessageDigest digest = sha256();
    private final List<byte[]> leaves = new ArrayList<>();
    private long position;
    private long inLeaf;

    /**
     * Wraps a stream.
     *
     * @param in stream of the bytes from {@code position} on
     * @param position position of the first byte of the stream, at most {@code from}
     * @param from first byte to hash, a multiple of {@code leafBytes}
     * @param to end of the range, exclusive
     */
    public LeafHashStream(InputStream in, long position, long from, long to, long leafBytes) {
        this.in = in;
        this.position = position;
        this.from = from;
        this.to = to;
        this.leafBytes = leafBytes;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required on every Java platform", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            int begin = Math.clamp(from - position, 0, count);
            int end = Math.clamp(to - position, begin, count);
            hash(target, offset + begin, end - begin);
            position += count;
        }
        return count;
    }

    private void hash(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            int step = (int) Math.min(length - done, leafBytes - inLeaf);
            digest.update(bytes, offset + done, step);
            inLeaf += step;
            done += step;
            if (inLeaf == leafBytes) {
                endLeaf();
            }
        }
    }

    private void endLeaf() {
        leaves.add(digest.digest());
        inLeaf = 0;
    }

    /** Reads the rest of the range and returns the hashes of its leaves. */
    public List<byte[]> finish() throws IOException {
        byte[] rest = new byte[1 << 16];
        int read = 0;
        while (position < to && read >= 0) {
            read = read(rest, 0, rest.length);
        }
        if (inLeaf > 0) {
            endLeaf();
        }
        return leaves;
    }

    /** Returns the position after the last byte that was read. */
    public long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
