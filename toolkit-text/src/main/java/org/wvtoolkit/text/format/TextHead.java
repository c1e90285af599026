package org.wvtoolkit.text.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Beginning and name of a text, from which its format is detected. Immutable. */
public final class TextHead {
    /** The number of bytes at the start of a text from which its format is detected. */
    public static final int HEAD_BYTES = 8192;

    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4");

    private final String where;
    private final byte[] bytes;
    private final boolean isMarked;

    /**
     * Creates a head.
     *
     * @param where the name of the text in messages: a path, or an archive and an entry
     * @param bytes the first 8 KiB or less, decompressed, in UTF-8, without a byte order mark
     * @param isMarked whether the text has a byte order mark
     */
    public TextHead(String where, byte[] bytes, boolean isMarked) {
        this.where = where;
        this.bytes = bytes;
        this.isMarked = isMarked;
    }

    /**
     * Returns the name of the text in messages.
     *
     * @return a path, or an archive and an entry
     */
    public String where() {
        return where;
    }

    /** Returns the first bytes; must not be modified. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns the number of bytes. */
    int length() {
        return bytes.length;
    }

    /** Returns whether the text has a byte order mark. */
    boolean isMarked() {
        return isMarked;
    }

    /**
     * Returns whether the name has one of the given extensions, ignoring the extension of a
     * compression.
     *
     * @param extensions in lower case, with dots
     * @return true if it has one of them, case-insensitive
     */
    public boolean isNamed(String... extensions) {
        String name = where.toLowerCase(Locale.ROOT);
        for (String compressed : COMPRESSED) {
            if (name.endsWith(compressed)) {
                name = name.substring(0, name.length() - compressed.length());
            }
        }
        for (String extension : extensions) {
            if (name.endsWith(extension)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the offset of the first line that is not blank, or the length if there is none. */
    int start() {
        int start = 0;
        for (int i = 0; i < bytes.length && BlockBoundaries.isWhitespace(bytes[i]); i++) {
            start = BlockBoundaries.isLineEnd(bytes[i]) ? i + 1 : start;
        }
        return start;
    }

    /**
     * Returns the first line that is not blank.
     *
     * @return the line without its line end, or null if it is longer than the head
     */
    public @Nullable String firstLine() {
        int start = start();
        int end = start;
        while (end < bytes.length && !BlockBoundaries.isLineEnd(bytes[end])) {
            end++;
        }
        return end == bytes.length && bytes.length >= HEAD_BYTES
                ? null
                : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /**
     * Returns the head as a string.
     *
     * @return at most 8 Ki characters; the last one may be incomplete
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
