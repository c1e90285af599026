package org.wvtoolkit.text.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a text begins and what it is called: what its format is known by. Immutable. */
public final class TextHead {
    /** The number of bytes at the start of a text from which its format is detected. */
    public static final int HEAD_BYTES = 8192;

    private static final List<String> COMPRESSED = List.of(".gz", ".bz2", ".xz", ".zst", ".lz4");

    private final String where;
    private final byte[] bytes;
    private final boolean isMarked;

    /**
     * A beginning.
     *
     * @param where what to call the text in messages: a path, or an archive and an entry of it
     * @param bytes how it begins, decompressed, in UTF-8, without a byte order mark: 8 KiB, or all of it if it is shorter
     * @param isMarked whether a byte order mark said how it is encoded
     */
    public TextHead(String where, byte[] bytes, boolean isMarked) {
        this.where = where;
        this.bytes = bytes;
        this.isMarked = isMarked;
    }

    /**
     * What to call the text.
     *
     * @return a path, or an archive and an entry of it
     */
    public String where() {
        return where;
    }

    /** How it begins; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The bytes of that. */
    int length() {
        return bytes.length;
    }

    /** Whether a byte order mark said how it is encoded. */
    boolean isMarked() {
        return isMarked;
    }

    /**
     * Whether the name ends so, whatever compression its last extension names.
     *
     * @param extensions in lower case, with their dots
     * @return true if it ends with one of them, in any case
     */
    boolean isNamed(String... extensions) {
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

    /** The first line, without its end, or null if it does not end here. */
    @Nullable
    String firstLine() {
        int end = 0;
        while (end < bytes.length && !BlockBoundaries.isLineEnd(bytes[end])) {
            end++;
        }
        return end == bytes.length && bytes.length >= HEAD_BYTES
                ? null
                : new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** All of it; a character at the end may be incomplete. */
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
