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
final class GzipMembers extends ConcatenatedStream {
    private static final int MAGIC_1 = 0x1F;
    private static final int MAGIC_2 = 0x8B;

    private final InputStream in;

    /**
     * Opens the first member.
     *
     * @param in the compressed bytes; supports {@link InputStream#mark}, so that bytes after a
     *     member can be pushed back
     * @throws IOException if the header of the first member is damaged
     */
    GzipMembers(InputStream in) throws IOException {
        super(in, open(in));
        this.in = in;
    }

    private static InputStream open(InputStream in) throws IOException {
        return GzipCompressorInputStream.builder().setInputStream(in).get();
    }

    @Override
    @Nullable
    InputStream next() throws IOException {
        return isAtMember() ? open(in) : null;
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
}
