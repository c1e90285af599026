package org.wvtoolkit.text.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stream that records whether its reader has read to the end. It distinguishes truncated data,
 * after which the reader requests more bytes, from data that are damaged near the end. Not
 * thread-safe.
 */
final class EndObservingStream extends FilterInputStream {
    private boolean ended;

    EndObservingStream(InputStream in) {
        super(in);
    }

    /** Returns whether a read has returned the end of the stream. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        ended |= read < 0;
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        ended |= read < 0;
        return read;
    }
}
