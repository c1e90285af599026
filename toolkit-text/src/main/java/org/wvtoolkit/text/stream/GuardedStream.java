package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;

/**
 * Base class of streams that implement only the bulk read. A read returns at least one byte or
 * reports the end. Not thread-safe.
 */
abstract class GuardedStream extends InputStream {
    private final byte[] single = new byte[1];

    /**
     * Reads like {@link InputStream#read(byte[], int, int)} for a positive length, but may return 0
     * before the end.
     */
    abstract int readSome(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read;
        do {
            read = readSome(bytes, offset, length);
        } while (read == 0);
        return read;
    }
}
