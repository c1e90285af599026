package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a file contains: its own content, its decompressed content, or each text of an
 * archive. Archives may contain compressed files and be compressed themselves. Nothing is written
 * to disk. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class PackedTexts {
    private static final int HEAD_BYTES = 8192;
    /** Maximum nesting of compression formats and archives. */
    private static final int MAX_DEPTH = 4;

    private final RawStream raw;
    private final String name;
    private final int threads;
    private final Consumer<String> notes;
    private boolean isArchive;
    private @Nullable String firstObstacle;
    private @Nullable String format;

    /**
     * Creates a reader of the texts of a file.
     *
     * @param raw the bytes of the file; not closed
     * @param name the name of the file in messages
     * @param threads maximum number of threads of a decompressor
     * @param notes receives a message for each archive entry that is skipped
     */
    public PackedTexts(RawStream raw, String name, int threads, Consumer<String> notes) {
        this.raw = raw;
        this.name = name;
        this.threads = threads;
        this.notes = notes;
    }

    /** Processes one text. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a text to its end.
         *
         * @param where the name in messages
         * @param rest the decompressed bytes after {@code head}
         * @param head the first decompressed bytes, up to 8 KiB
         * @return false if the bytes are not text
         */
        boolean read(String where, InputStream rest, byte[] head) throws IOException, InterruptedException;
    }

    /**
     * Checks whether a file is compressed or an archive.
     *
     * @param head the beginning of the file
     * @return true if its text must be unpacked
     */
    public static boolean isPacked(byte[] head) {
        return Decompressor.of(head) != null || Archive.of(head) != null;
    }

    /** Returns whether the file is an archive. Valid after the file has been read. */
    public boolean isArchive() {
        return isArchive;
    }

    /**
     * Returns the first entry that could not be read, with the reason, or null if all could be.
     * Valid after the file has been read.
     */
    public @Nullable String firstObstacle() {
        return firstObstacle;
    }

    /**
     * Returns the format of the content if it is one that is recognised but not supported, or null. Valid after the
     * file has been read.
     */
    public @Nullable String unsupportedFormat() {
        return isArchive ? null : format;
    }

    /** Reads all texts. Returns whether there was at least one. */
    public boolean forEach(Reader reader) throws IOException, InterruptedException {
        return unpack(name, raw, MAX_DEPTH, reader);
    }

    private boolean unpack(String where, InputStream packed, int depth, Reader reader)
            throws IOException, InterruptedException {
        byte[] head = packed.readNBytes(HEAD_BYTES);
        String unsupported = depth == 0 && isPacked(head)
                ? "nested in more than " + MAX_DEPTH + " archives or compression formats"
                : Decompressor.unsupported(head);
        if (unsupported != null) {
            format = unsupported;
            return false;
        }
        Decompressor decompressor = Decompressor.of(head);
        if (decompressor != null) {
            try (InputStream plain = new DecompressedStream(decompressor, head, packed, raw, threads, where)) {
                return unpack(where, plain, depth - 1, reader);
            }
        }
        Archive archive = Archive.of(head);
        if (archive != null) {
            isArchive = true;
            return unpack(where, archive, new PrefixedInputStream(head, packed), depth, reader);
        }
        return reader.read(where, packed, head);
    }

    /** Reads all texts of an archive. Returns whether there was at least one. */
    private boolean unpack(String where, Archive archive, InputStream packed, int depth, Reader reader)
            throws IOException, InterruptedException {
        boolean any = false;
        try (ArchiveEntries entries = new ArchiveEntries(archive, packed, raw, where)) {
            for (String entry = entries.next(); entry != null; entry = entries.next()) {
                String whereEntry = where + "!" + entry;
                String obstacle = entries.obstacle();
                format = null;
                if (obstacle == null && unpack(whereEntry, entries.content(), depth - 1, reader)) {
                    any = true;
                    continue;
                }
                if (obstacle == null && format != null) {
                    obstacle = "which is " + format;
                }
                notes.accept("skipped " + whereEntry + ", " + (obstacle == null ? "which is not text" : obstacle));
                if (obstacle != null && firstObstacle == null) {
                    firstObstacle = whereEntry.substring(name.length() + 1) + ", " + obstacle;
                }
            }
        }
        format = null; // that of the last entry
        return any;
    }
}
