package org.wvtoolkit.text.stream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.tukaani.xz.MemoryLimitException;
import org.wvtoolkit.extension.MissingLibraryException;

/**
 * Stream of the decompressed content of a file. Every exception of the decompressor becomes an
 * {@link UnreadableTextException}. Not thread-safe.
 */
final class DecompressedStream extends GuardedStream {
    private final InputStream in;
    private final RawStream raw;
    private final Decompressor decompressor;
    private final String where;
    private final RatioGuard guard;
    private final EndObservingStream observed;

    /**
     * Opens a compressed file.
     *
     * @param head the bytes that were already read from the beginning of the file
     * @param packed the bytes that follow
     * @param raw the outermost file, for the offset in messages
     * @param threads maximum number of threads that decompress
     */
    DecompressedStream(
            Decompressor decompressor, byte[] head, InputStream packed, RawStream raw, int threads, String where)
            throws IOException {
        this.decompressor = decompressor;
        this.raw = raw;
        this.where = where;
        guard = new RatioGuard(raw, where);
        observed = new EndObservingStream(new BufferedInputStream(new PrefixedInputStream(head, packed), 1 << 16));
        try {
            in = decompressor.opener().open(observed, threads);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    @Override
    int readSome(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            guard.add(read);
            return read;
        } catch (IOException | RuntimeException e) {
            // The libraries throw unchecked exceptions for some damaged data.
            throw explained(e);
        }
    }

    private IOException explained(Exception e) {
        if (e instanceof UnreadableTextException
                || e instanceof ClosedByInterruptException
                || e instanceof InterruptedIOException) {
            return (IOException) e;
        }
        if (e instanceof MissingLibraryException missing) {
            return UnreadableTextException.of(
                    where,
                    "is compressed with " + decompressor.name() + ", which requires the library " + missing.artifact(),
                    "add it to the class path",
                    e);
        }
        if (e instanceof MemoryLimitException limit) {
            return UnreadableTextException.of(
                    where,
                    "its " + decompressor.name() + " dictionary needs " + (limit.getMemoryNeeded() >> 10)
                            + " MiB of heap",
                    "use a larger Java heap, or compress the file with a smaller dictionary",
                    e);
        }
        if (e instanceof TrailingDataException) {
            return UnreadableTextException.at(
                    where,
                    raw.count(),
                    "trailing data: bytes that are not " + decompressor.name() + " follow the compressed data",
                    "decompress the file and check that it is complete",
                    e);
        }
        if (observed.ended() || e instanceof EOFException) {
            return UnreadableTextException.at(
                    where,
                    raw.count(),
                    decompressor.name() + " data are truncated",
                    "the file is incomplete: copy or download it again",
                    e);
        }
        return UnreadableTextException.at(
                where,
                raw.count(),
                "damaged " + decompressor.name() + " data (" + e.getMessage() + ")",
                "copy or download the file again",
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
