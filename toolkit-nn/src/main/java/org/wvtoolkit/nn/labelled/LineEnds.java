package org.wvtoolkit.nn.labelled;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Replaces carriage returns by line feeds, for files with the line ends of old Macs. Not thread-safe.
 */
final class LineEnds extends FilterInputStream {
    /** Number of bytes that are searched for a line feed. */
    private static final int HEAD_BYTES = 1 << 16;

    private LineEnds(InputStream in) {
        super(in);
    }

    /**
     * Returns a stream whose lines end in line feeds.
     *
     * @param in a text; lines may also end in a carriage return and a line feed
     * @return the stream with carriage returns replaced if its beginning contains them but no line feed, otherwise
     *     unchanged
     * @throws IOException if reading fails
     */
    static InputStream normalised(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, HEAD_BYTES);
        buffered.mark(HEAD_BYTES);
        byte[] head = buffered.readNBytes(HEAD_BYTES);
        buffered.reset();
        boolean returns = false;
        for (byte b : head) {
            if (b == '\n') {
                return buffered;
            }
            returns |= b == '\r';
        }
        return returns ? new LineEnds(buffered) : buffered;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read == '\r' ? '\n' : read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = offset; i < offset + read; i++) {
            bytes[i] = bytes[i] == '\r' ? (byte) '\n' : bytes[i];
        }
        return read;
    }
}
