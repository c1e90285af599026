package org.wvtoolkit.lines;

import java.nio.charset.StandardCharsets;

/** How the tokens of a line are put together. Immutable; its arrays are not to be changed. */
final class LineStyle {
    /** Words apart by a space, a line a line. */
    static final LineStyle WORDS = new LineStyle("", " ", "\n", false, false);

    /** A JSON array of strings a line. */
    static final LineStyle JSON_WORDS = new LineStyle("[\"", "\",\"", "\"]\n", true, false);

    /** For a source whose tokens are whole lines, or pieces of one: the text as it was. */
    static final LineStyle AS_IT_WAS = new LineStyle("", "", "\n", false, true);

    /** Stands before a line's first token. */
    final byte[] begin;
    /** Stands between tokens. */
    final byte[] separator;
    /** Stands behind a line's last token. */
    final byte[] end;
    /** Whether tokens are escaped as in a JSON string. */
    final boolean escaped;
    /** Whether a line without a token is written too, as {@link #end} alone. */
    final boolean keepsEmpty;

    private LineStyle(String begin, String separator, String end, boolean escaped, boolean keepsEmpty) {
        this.begin = begin.getBytes(StandardCharsets.UTF_8);
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
        this.end = end.getBytes(StandardCharsets.UTF_8);
        this.escaped = escaped;
        this.keepsEmpty = keepsEmpty;
    }
}
