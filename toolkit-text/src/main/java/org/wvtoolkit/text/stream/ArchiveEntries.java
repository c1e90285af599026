package org.wvtoolkit.text.stream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * Iterator over the files in an archive. Hidden files are skipped, as in folders. Every exception
 * of the archive library becomes an {@link UnreadableTextException}. Not thread-safe.
 */
final class ArchiveEntries implements AutoCloseable {
    /** Signature of the record at the end of a zip archive. */
    private static final int END_OF_ZIP = 0x504B0506;

    private final String kind;
    private final ArchiveInputStream<?> in;
    private final RawStream raw;
    private final String where;
    private final RatioGuard guard;
    private final EndObservingStream observed;
    /** Checksum of the bytes of the current entry that have been read. */
    private final CRC32 content = new CRC32();

    private @Nullable ArchiveEntry entry;

    ArchiveEntries(Archive archive, InputStream packed, RawStream raw, String where) throws IOException {
        kind = archive.name();
        this.raw = raw;
        this.where = where;
        guard = new RatioGuard(raw, where);
        observed = new EndObservingStream(new BufferedInputStream(packed, 1 << 16), END_OF_ZIP);
        try {
            in = archive.opener().open(observed);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /**
     * Advances to the next file.
     *
     * @return its name, or null at the end
     * @throws UnreadableTextException if the name is absolute or leaves the archive, or the archive
     *     is damaged
     */
    @Nullable
    String next() throws IOException {
        try {
            // Reading the rest of the entry counts its bytes in the guard; the library would skip them
            // uncounted. The library also skips entries that it cannot decompress.
            ArchiveEntry previous = entry;
            if (previous != null && in.canReadEntryData(previous)) {
                content().transferTo(OutputStream.nullOutputStream());
            } else {
                previous = null;
            }
            do {
                entry = in.getNextEntry();
                checkSum(previous);
                previous = null;
                if (entry != null && leavesArchive(entry.getName())) {
                    throw UnreadableTextException.of(
                            where,
                            "its entry " + printable(entry.getName()) + " has a path outside the archive",
                            "do not trust this " + kind + "; create one with relative paths",
                            null);
                }
            } while (entry != null && (entry.isDirectory() || isHidden(entry.getName())));
            if (entry == null) {
                checkEnd();
                return null;
            }
            return printable(entry.getName());
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /**
     * Compares the checksum of an entry that was read to its end. It may be known only after the entry, so it is
     * checked when the next entry has been reached.
     */
    private void checkSum(@Nullable ArchiveEntry previous) throws IOException {
        long sum = content.getValue();
        content.reset();
        if (previous instanceof ZipArchiveEntry zip && zip.getCrc() >= 0 && zip.getCrc() != sum) {
            throw UnreadableTextException.of(
                    where,
                    "its entry " + printable(zip.getName()) + " is damaged: the checksum is wrong",
                    "copy or download the file again",
                    null);
        }
    }

    /** Reads the rest of the archive, so that a compressed archive is verified, and checks that a zip is complete. */
    private void checkEnd() throws IOException {
        observed.transferTo(OutputStream.nullOutputStream());
        if (kind.equals("zip") && !observed.foundSignature()) {
            throw UnreadableTextException.at(
                    where,
                    raw.count(),
                    kind + " is truncated",
                    "the file is incomplete: copy or download it again",
                    null);
        }
    }

    /** Returns the reason why the current file cannot be read, or null if it can be. */
    @Nullable
    String obstacle() {
        ArchiveEntry current = Objects.requireNonNull(entry);
        if (current instanceof TarArchiveEntry tar && !tar.isFile()) {
            return "which is a link or a device";
        }
        if (current instanceof TarArchiveEntry tar && tar.isLink()) {
            return "which is a link to another entry";
        }
        if (current instanceof ZipArchiveEntry zip && zip.getGeneralPurposeBit().usesEncryption()) {
            return "which is encrypted";
        }
        if (in.canReadEntryData(current)) {
            return null;
        }
        return "which is compressed with " + method(current) + ", which is not supported";
    }

    private static String method(ArchiveEntry entry) {
        if (entry instanceof ZipArchiveEntry zip) {
            ZipMethod method = ZipMethod.getMethodByCode(zip.getMethod());
            return method == null ? "method " + zip.getMethod() : method.name();
        }
        return "an unknown method";
    }

    /** Returns the content of the current file. Closing the stream has no effect. */
    InputStream content() {
        return new GuardedStream() {
            @Override
            int readSome(byte[] bytes, int offset, int length) throws IOException {
                try {
                    int read = in.read(bytes, offset, length);
                    guard.add(read);
                    if (read > 0) {
                        content.update(bytes, offset, read);
                    }
                    return read;
                } catch (IOException | RuntimeException e) {
                    throw explained(e);
                }
            }
        };
    }

    /**
     * Returns whether a name is absolute, has a drive letter or contains "..", on any operating
     * system.
     */
    private static boolean leavesArchive(String name) {
        String path = name.replace('\\', '/');
        return path.startsWith("/")
                || path.matches("^[A-Za-z]:.*")
                || path.equals("..")
                || path.startsWith("../")
                || path.endsWith("/..")
                || path.contains("/../");
    }

    private static boolean isHidden(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        return path.startsWith(".") || path.contains("/.") || path.startsWith("__MACOSX/");
    }

    /** Replaces control characters, which could control the terminal that shows the name. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private IOException explained(Exception e) {
        if (e instanceof UnreadableTextException
                || e instanceof ClosedByInterruptException
                || e instanceof InterruptedIOException) {
            return (IOException) e;
        }
        if (e instanceof UnsupportedZipFeatureException && entry != null) {
            return UnreadableTextException.of(
                    where,
                    "its entry " + printable(entry.getName()) + " is compressed with " + method(entry)
                            + ", which is not supported, and its length is unknown",
                    "extract the archive and specify the folder",
                    e);
        }
        if (e instanceof EOFException || observed.ended()) {
            return UnreadableTextException.at(
                    where, raw.count(), kind + " is truncated", "the file is incomplete: copy or download it again", e);
        }
        return UnreadableTextException.at(
                where,
                raw.count(),
                "damaged " + kind + " (" + e.getMessage() + ")",
                "copy or download the file again",
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
