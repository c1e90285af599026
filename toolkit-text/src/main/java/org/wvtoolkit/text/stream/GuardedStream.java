package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;

/** A stream of which only the bulk read remains to be written, and which always yields at least a byte or the end. */
abstract class GuardedStream extends InputStream {
    private final byte[] single = new byte[1];

    /** As {@link InputStream#read(byte[], int, int)} for a positive length, save that it may yield nothing yet. */
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
