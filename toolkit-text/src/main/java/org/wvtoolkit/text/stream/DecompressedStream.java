package org.wvtoolkit.text.stream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.tukaani.xz.MemoryLimitException;
import org.wvtoolkit.extension.MissingLibraryException;

/** A compressed file's bytes, decompressed; broken data are said in one clear line, whatever the library throws. */
final class DecompressedStream extends GuardedStream {
    private final InputStream in;
    private final RawStream raw;
    private final Decompressor decompressor;
    private final String where;
    private final RatioGuard guard;
    private final EndObservingStream observed;

    /**
     * Begins to decompress.
     *
     * @param head bytes of the file that were read already
     * @param packed the bytes that follow
     * @param raw the bytes of the file that all of this lies in
     * @param threads how many threads may decompress
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
            // The libraries throw unchecked exceptions too where broken data lead them outside their tables.
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
                    "give Java a larger heap, or compress it again with a smaller dictionary",
                    e);
        }
        if (e instanceof TrailingDataException) {
            return UnreadableTextException.at(
                    where,
                    raw.count(),
                    "trailing garbage: bytes that are not " + decompressor.name()
                            + " follow the compressed data, at or before",
                    "decompress the file yourself and check that nothing is missing",
                    e);
        }
        if (observed.ended() || e instanceof EOFException) {
            return UnreadableTextException.at(
                    where,
                    raw.count(),
                    decompressor.name() + " data end too early",
                    "the file is incomplete: copy or fetch it again",
                    e);
        }
        return UnreadableTextException.at(
                where,
                raw.count(),
                "broken " + decompressor.name() + " data (" + e.getMessage() + ") near or before what was read",
                "copy or fetch the file again",
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
