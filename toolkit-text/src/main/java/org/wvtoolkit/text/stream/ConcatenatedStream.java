package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Content of a compressed file with several parts, which are decompressed one after the other. Not
 * thread-safe.
 */
abstract class ConcatenatedStream extends InputStream {
    private final InputStream in;
    private final byte[] single = new byte[1];
    private @Nullable InputStream part;

    /**
     * Creates the stream.
     *
     * @param in the compressed bytes, closed with this stream
     * @param first content of the first part
     */
    ConcatenatedStream(InputStream in, InputStream first) {
        this.in = in;
        this.part = first;
    }

    /**
     * Opens the next part.
     *
     * @return its content, or null at the end of the file
     * @throws TrailingDataException if other bytes follow the last part
     * @throws IOException if the part is damaged
     */
    abstract @Nullable InputStream next() throws IOException;

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (part != null) {
            int read = part.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            part = next();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
