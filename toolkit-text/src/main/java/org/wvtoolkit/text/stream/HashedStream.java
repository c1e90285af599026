package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A stream that adds what is read to a hash and counts it. */
public final class HashedStream extends GuardedStream {
    /** Bytes hashed in one call: a cold machine calls often enough then to come by its fast code after a few MiB. */
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final MessageDigest hash;
    private long count;

    public HashedStream(InputStream in, MessageDigest hash) {
        this.in = in;
        this.hash = hash;
    }

    /** Bytes read so far. */
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
