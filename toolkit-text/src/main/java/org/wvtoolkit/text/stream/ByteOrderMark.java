package org.wvtoolkit.text.stream;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The byte order mark at the beginning of a text, which specifies its encoding.
 *
 * @param charset the encoding
 * @param length the length of the mark in bytes
 */
public record ByteOrderMark(Charset charset, int length) {
    /** The encoding of a text without a mark. */
    static final ByteOrderMark NONE = new ByteOrderMark(StandardCharsets.UTF_8, 0);

    // UTF-32 precedes UTF-16, because its little-endian mark begins with the mark of UTF-16.
    private static final List<Charset> MARKED = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_32LE,
            StandardCharsets.UTF_32BE,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE);

    /** Returns the mark at the beginning of a text, or {@link #NONE}. */
    public static ByteOrderMark of(byte[] head) {
        for (Charset charset : MARKED) {
            byte[] mark = "\uFEFF".getBytes(charset);
            int i = 0;
            while (i < mark.length && i < head.length && head[i] == mark[i]) {
                i++;
            }
            if (i == mark.length) {
                return new ByteOrderMark(charset, mark.length);
            }
        }
        return NONE;
    }

    /**
     * Returns the encoding of a text: that of its mark, otherwise the given one, otherwise UTF-8. The byte order of
     * UTF-16 and UTF-32 without a mark is determined from the zero bytes of the head.
     *
     * @param given the encoding of texts without a mark, or null
     * @param head the first bytes of the text
     */
    public Charset encoding(@Nullable Charset given, byte[] head) {
        if (length > 0 || given == null) {
            return charset;
        }
        boolean wide = given.equals(StandardCharsets.UTF_32);
        if (!wide && !given.equals(StandardCharsets.UTF_16)) {
            return given;
        }
        int unit = wide ? Integer.BYTES : Character.BYTES;
        int firstIsZero = 0;
        int lastIsZero = 0;
        for (int i = 0; i + unit <= head.length; i += unit) {
            firstIsZero += head[i] == 0 ? 1 : 0;
            lastIsZero += head[i + unit - 1] == 0 ? 1 : 0;
        }
        boolean littleEndian = lastIsZero > firstIsZero;
        if (wide) {
            return littleEndian ? StandardCharsets.UTF_32LE : StandardCharsets.UTF_32BE;
        }
        return littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** Returns whether the text is encoded in UTF-8. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }
}
