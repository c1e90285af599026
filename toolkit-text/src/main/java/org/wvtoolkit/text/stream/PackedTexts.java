package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a file holds: itself, what it is a compression of, or every text of an archive, compressed in
 * turn or not. Nothing
 * is ever written to disk. Confined to one thread.
 */
public final class PackedTexts {
    private static final int HEAD_BYTES = 8192;
    /** Compression in an archive in compression, and once more. */
    private static final int DEEPEST = 4;

    private final RawStream raw;
    private final String name;
    private final int threads;
    private final Consumer<String> notes;
    private boolean isArchive;
    private @Nullable String firstObstacle;

    /**
     * The texts of a file.
     *
     * @param raw the file's bytes; they belong to the caller
     * @param name what to call the file
     * @param threads how many threads a decompressor may use
     * @param notes takes what a person should know of entries that were passed over
     */
    public PackedTexts(RawStream raw, String name, int threads, Consumer<String> notes) {
        this.raw = raw;
        this.name = name;
        this.threads = threads;
        this.notes = notes;
    }

    /** What is done with what may be a text. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads a text to its end.
         *
         * @param where what to call it
         * @param rest what follows its head, decompressed
         * @param head how it begins, decompressed; up to 8 KiB
         * @return false if it is no text
         */
        boolean read(String where, InputStream rest, byte[] head) throws IOException, InterruptedException;
    }

    /**
     * Checks whether a file is compressed or an archive.
     *
     * @param head how the file begins
     * @return true if its text must be unpacked
     */
    public static boolean isPacked(byte[] head) {
        return Decompressor.of(head) != null || Archive.of(head) != null;
    }

    /** Whether the file is an archive; known once it has been read. */
    public boolean isArchive() {
        return isArchive;
    }

    /**
     * Returns the first entry that could not be read, with the reason; null if all could. Known
     * once the file has been read.
     */
    public @Nullable String firstObstacle() {
        return firstObstacle;
    }

    /** Reads all texts. Returns whether there was any. */
    public boolean forEach(Reader reader) throws IOException, InterruptedException {
        return unpack(name, raw, DEEPEST, reader);
    }

    private boolean unpack(String where, InputStream packed, int depth, Reader reader)
            throws IOException, InterruptedException {
        byte[] head = packed.readNBytes(HEAD_BYTES);
        Decompressor decompressor = Decompressor.of(head);
        if (decompressor != null && depth > 0) {
            try (InputStream plain = new DecompressedStream(decompressor, head, packed, raw, threads, where)) {
                return unpack(where, plain, depth - 1, reader);
            }
        }
        Archive archive = Archive.of(head);
        if (archive != null && depth > 0) {
            isArchive = true;
            return unpack(where, archive, new PrefixedInputStream(head, packed), depth, reader);
        }
        return reader.read(where, packed, head);
    }

    /** Reads all texts of an archive. */
    private boolean unpack(String where, Archive archive, InputStream packed, int depth, Reader reader)
            throws IOException, InterruptedException {
        boolean any = false;
        try (ArchiveEntries entries = new ArchiveEntries(archive, packed, raw, where)) {
            for (String entry = entries.next(); entry != null; entry = entries.next()) {
                String whereEntry = where + "!" + entry;
                String obstacle = entries.obstacle();
                if (obstacle == null && unpack(whereEntry, entries.content(), depth - 1, reader)) {
                    any = true;
                } else {
                    notes.accept("passed over " + whereEntry + ", " + orNotText(obstacle));
                    if (obstacle != null && firstObstacle == null) {
                        firstObstacle = entry + ", " + obstacle;
                    }
                }
            }
        }
        return any;
    }

    private static String orNotText(@Nullable String obstacle) {
        return obstacle == null ? "which is not text" : obstacle;
    }
}
