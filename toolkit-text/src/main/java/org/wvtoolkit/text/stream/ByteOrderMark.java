package org.wvtoolkit.text.stream;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The mark by which a text says how it is encoded.
 *
 * @param charset the encoding
 * @param length the mark's bytes
 */
public record ByteOrderMark(Charset charset, int length) {
    /** What text without a mark is in. */
    static final ByteOrderMark NONE = new ByteOrderMark(StandardCharsets.UTF_8, 0);

    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    private static final List<Charset> MARKED = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_32LE,
            StandardCharsets.UTF_32BE,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE);

    /** The mark that a text begins with. */
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

    /** Whether the text is in UTF-8 already. */
    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }
}
