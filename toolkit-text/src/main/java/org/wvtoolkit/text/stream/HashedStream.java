package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Stream that updates a hash with the bytes read and counts them. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class HashedStream extends GuardedStream {
    /**
     * Number of bytes hashed per call. With small pieces, the JIT compiler compiles the hash
     * function after a few MiB.
     */
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final MessageDigest hash;
    private long count;

    /**
     * Creates a stream.
     *
     * @param in bytes; not closed with this stream
     * @param hash updated with each byte read
     */
    public HashedStream(InputStream in, MessageDigest hash) {
        this.in = in;
        this.hash = hash;
    }

    /** Returns the number of bytes read so far. */
    public long count() {
        return count;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            for (int done = 0; done < read; done += PIECE) {
                hash.update(bytes, offset + done, Math.min(PIECE, read - done));
            }
            count += read;
        }
        return read;
    }
}
