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
    private final int signature;
    private boolean ended;
    private boolean found;
    private int last;

    EndObservingStream(InputStream in) {
        this(in, 0);
    }

    /**
     * Creates a stream that also searches for a signature.
     *
     * @param signature four bytes, the first one in the highest bits; 0 for none
     */
    EndObservingStream(InputStream in, int signature) {
        super(in);
        this.signature = signature;
    }

    /** Returns whether the bytes read so far contain the signature. */
    boolean foundSignature() {
        return found;
    }

    private void search(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length && !found; i++) {
            last = last << 8 | (bytes[i] & 0xFF);
            found = last == signature;
        }
    }

    /** Returns whether a read has returned the end of the stream. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        ended |= read < 0;
        if (signature != 0 && read >= 0) {
            last = last << 8 | read;
            found |= last == signature;
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        ended |= read < 0;
        if (signature != 0 && read > 0) {
            search(bytes, offset, read);
        }
        return read;
    }
}
