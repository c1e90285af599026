package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Stream that counts the bytes of a file and reports I/O errors with file and offset. {@link #close}
 * does not close the file, which belongs to the caller. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class RawStream extends GuardedStream {
    private final InputStream in;
    private final String where;
    private final long size;
    private long count;
    private boolean atEnd;

    /**
     * Creates a stream.
     *
     * @param in the content of the file; not closed by this stream
     * @param where the name of the file in messages
     * @param size the size of the file in bytes when it was opened, or −1 if unknown; an earlier
     *     end is an error, and further bytes are read
     */
    public RawStream(InputStream in, String where, long size) {
        this.in = in;
        this.where = where;
        this.size = size;
    }

    /**
     * Returns the number of bytes read so far.
     *
     * @return at least 0
     */
    public long count() {
        return count;
    }

    /** Returns whether the end of the file was reached. */
    boolean atEnd() {
        return atEnd;
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                atEnd = true;
                if (count < size) {
                    throw UnreadableTextException.at(
                            where,
                            count,
                            "the file of " + size + " bytes was truncated while it was read",
                            "make sure that no other process writes to it, and try again",
                            null);
                }
            } else {
                count += read;
            }
            return read;
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw UnreadableTextException.at(
                    where, count, "reading failed (" + e.getMessage() + ")", "check the disk or the connection", e);
        }
    }
}
