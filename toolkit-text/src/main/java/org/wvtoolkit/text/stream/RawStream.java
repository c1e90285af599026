package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * A file's bytes as they lie there, counted; errors of the disk are said in one clear line. Closing
 * it does nothing: the file belongs to whoever opened it.
 */
public final class RawStream extends GuardedStream {
    private final InputStream in;
    private final String where;
    private final long size;
    private long count;
    private boolean atEnd;

    /**
     * A file's bytes.
     *
     * @param size how many there were when it was looked for, or −1 where nobody knows; fewer are
     *     an error, more are read
     */
    public RawStream(InputStream in, String where, long size) {
        this.in = in;
        this.where = where;
        this.size = size;
    }

    /** Bytes read so far. */
    public long count() {
        return count;
    }

    /** Whether the end has been seen. */
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
                            "shrank while it was read, from " + size + " bytes, and ends",
                            "see that nothing writes to it and begin again",
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
                    where, count, "reading fails (" + e.getMessage() + ")", "check the disk or the connection", e);
        }
    }
}
