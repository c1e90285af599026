package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stream that consists of bytes that were already read, followed by the rest of their stream. Not
 * thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class PrefixedInputStream extends GuardedStream {
    private final byte[] head;
    private final InputStream rest;
    private int at;

    public PrefixedInputStream(byte[] head, InputStream rest) {
        this.head = head;
        this.rest = rest;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        if (at < head.length) {
            int taken = Math.min(length, head.length - at);
            System.arraycopy(head, at, bytes, offset, taken);
            at += taken;
            return taken;
        }
        return rest.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
