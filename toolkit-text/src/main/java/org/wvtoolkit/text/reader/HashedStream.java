package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A stream that adds what is read to a hash and counts it. */
final class HashedStream extends GuardedStream {
    private final InputStream in;
    private final MessageDigest hash;
    private long count;

    HashedStream(InputStream in, MessageDigest hash) {
        this.in = in;
        this.hash = hash;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            hash.update(bytes, offset, read);
            count += read;
        }
        return read;
    }
}
