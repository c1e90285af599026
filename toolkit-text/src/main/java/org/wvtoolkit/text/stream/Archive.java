package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of archive, known by its first bytes whatever the file is called.
 *
 * @param name what it is called
 * @param magic asks whether a file begins as this archive does
 * @param opener turns its bytes into entries
 */
record Archive(String name, Decompressor.Magic magic, Opener opener) {
    private static final int TAR_MAGIC_AT = 257;

    /** The registry: one line a kind. */
    private static final List<Archive> ALL = List.of(
            new Archive(
                    "tar",
                    head -> Decompressor.beginsAt(TAR_MAGIC_AT, head, 'u', 's', 't', 'a', 'r'),
                    in -> new TarArchiveInputStream(in, "UTF-8")),
            // Entries that are merely stored, with their lengths behind them, are read as well.
            new Archive(
                    "zip",
                    head -> Decompressor.begins(head, 'P', 'K', 3, 4) || Decompressor.begins(head, 'P', 'K', 5, 6),
                    in -> new ZipArchiveInputStream(in, "UTF-8", true, true)));

    /** Opens an archive. */
    @FunctionalInterface
    interface Opener {
        ArchiveInputStream<?> open(InputStream archive) throws IOException;
    }

    /** The kind of archive that a file begins as, or null if it is none we know. */
    static @Nullable Archive of(byte[] head) {
        return ALL.stream()
                .filter(archive -> archive.magic.matches(head))
                .findFirst()
                .orElse(null);
    }
}
