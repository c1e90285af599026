package org.wvtoolkit.text.stream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * The files in an archive, one after another; hidden ones are left out as they are of folders. Broken archives
 * are said in one
 * clear line, whatever the library throws. Confined to one thread.
 */
final class ArchiveEntries implements AutoCloseable {
    private final String kind;
    private final ArchiveInputStream<?> in;
    private final RawStream raw;
    private final String where;
    private final RatioGuard guard;
    private final EndObservingStream observed;
    private @Nullable ArchiveEntry entry;

    ArchiveEntries(Archive archive, InputStream packed, RawStream raw, String where) throws IOException {
        kind = archive.name();
        this.raw = raw;
        this.where = where;
        guard = new RatioGuard(raw, where);
        observed = new EndObservingStream(new BufferedInputStream(packed, 1 << 16));
        try {
            in = archive.opener().open(observed);
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /**
     * Goes on to the next file.
     *
     * @return its name, or null at the end
     * @throws UnreadableTextException if the name climbs out of the archive, or the archive is broken
     */
    @Nullable
    String next() throws IOException {
        try {
            // An entry that cannot be read is skipped by the library, which does not decompress it.
            if (entry != null && in.canReadEntryData(entry)) {
                content()
                        .transferTo(
                                OutputStream
                                        .nullOutputStream()); // through the guard, which the library's own skipping is
                // not
            }
            do {
                entry = in.getNextEntry();
                if (entry != null && climbs(entry.getName())) {
                    throw UnreadableTextException.of(
                            where,
                            "its entry " + printable(entry.getName()) + " climbs out of the archive",
                            "do not trust this " + kind + "; make one with plain relative names",
                            null);
                }
            } while (entry != null && (entry.isDirectory() || isHidden(entry.getName())));
            return entry == null ? null : printable(entry.getName());
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /** Why this file cannot be read; null if nothing is known against it. */
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

    /** The file's bytes. They are this archive's: closing them does nothing. */
    InputStream content() {
        return new GuardedStream() {
            @Override
            int readSome(byte[] bytes, int offset, int length) throws IOException {
                try {
                    int read = in.read(bytes, offset, length);
                    guard.add(read);
                    return read;
                } catch (IOException | RuntimeException e) {
                    throw explained(e);
                }
            }
        };
    }

    /** Absolute, with a drive, or with a step upwards, under the separators of any system. */
    private static boolean climbs(String name) {
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

    /** A name without control characters, which could write anywhere on a terminal. */
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
                            + ", which is not supported, and its length is not stated before its data",
                    "extract the archive and name the folder",
                    e);
        }
        if (e instanceof EOFException || observed.ended()) {
            return UnreadableTextException.at(
                    where, raw.count(), kind + " ends too early", "the file is incomplete: copy or fetch it again", e);
        }
        return UnreadableTextException.at(
                where,
                raw.count(),
                "broken " + kind + " (" + e.getMessage() + ") near or before what was read",
                "copy or fetch the file again",
                e);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
