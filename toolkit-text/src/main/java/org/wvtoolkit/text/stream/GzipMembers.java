package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stream of the decompressed content of a gzip file with one or more members (RFC 1952). Zero bytes
 * after the last member, which tapes and some archivers add as padding, are ignored, as by {@code
 * gzip -t}; other bytes are an error. Not thread-safe.
 */
final class GzipMembers extends InputStream {
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;

    private final InputStream in;
    private final byte[] single = new byte[1];
    private @Nullable InputStream member;

    /**
     * Opens the first member.
     *
     * @param in the compressed bytes; supports {@link InputStream#mark}, so that bytes after a
     *     member can be pushed back
     * @throws IOException if the header of the first member is damaged
     */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        member = open();
    }

    private InputStream open() throws IOException {
        return GzipCompressorInputStream.builder().setInputStream(in).get();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (member != null) {
            int read = member.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            member = isAtMember() ? open() : null;
        }
        return -1;
    }

    /** Returns whether another member follows, and skips padding up to the end of the file. */
    private boolean isAtMember() throws IOException {
        in.mark(2);
        int first = in.read();
        int second = first < 0 ? -1 : in.read();
        if (first == MAGIC_1 && second == MAGIC_2) {
            in.reset();
            return true;
        }
        if (first > 0 || second > 0) {
            throw new TrailingDataException();
        }
        if (second == 0) {
            TrailingDataException.checkPadding(in);
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
