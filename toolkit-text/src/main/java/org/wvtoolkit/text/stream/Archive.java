package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive format, recognised by the first bytes of a file and not by its name.
 *
 * @param name the name of the format
 * @param magic recognises the format by the beginning of a file
 * @param opener creates a stream of the entries
 */
record Archive(String name, Decompressor.Magic magic, Opener opener) {
    private static final int TAR_MAGIC_AT = 257;

    /** All supported formats. A new format needs one line here. */
    private static final List<Archive> ALL = List.of(
            new Archive(
                    "tar",
                    head -> Decompressor.beginsAt(TAR_MAGIC_AT, head, 'u', 's', 't', 'a', 'r'),
                    in -> new TarArchiveInputStream(in, "UTF-8")),
            // Stored entries with a data descriptor, that is, with their sizes after the data, are supported
            // too.
            new Archive(
                    "zip",
                    head -> Decompressor.begins(head, 'P', 'K', 3, 4) || Decompressor.begins(head, 'P', 'K', 5, 6),
                    in -> new ZipArchiveInputStream(in, "UTF-8", true, true)));

    /** Opens an archive. */
    @FunctionalInterface
    interface Opener {
        ArchiveInputStream<?> open(InputStream archive) throws IOException;
    }

    /** Returns the archive format that the beginning of a file indicates, or null if there is none. */
    static @Nullable Archive of(byte[] head) {
        return ALL.stream()
                .filter(archive -> archive.magic.matches(head))
                .findFirst()
                .orElse(null);
    }
}
