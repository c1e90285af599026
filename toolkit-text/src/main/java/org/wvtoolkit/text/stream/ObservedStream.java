package org.wvtoolkit.text.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stream that passes the bytes read to an observer. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class ObservedStream extends FilterInputStream {
    private final TextObserver observer;
    private boolean ended;

    /**
     * Creates a stream and reports its beginning to the observer.
     *
     * @param in bytes; closed with this stream
     * @param where name of the input in messages
     * @param observer receives the bytes read
     */
    public ObservedStream(InputStream in, String where, TextObserver observer) {
        super(in);
        this.observer = observer;
        observer.begin(where);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            observer.text(bytes, offset, read);
        } else if (read < 0 && !ended) {
            ended = true;
            observer.end();
        }
        return read;
    }
}
