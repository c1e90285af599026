package org.wvtoolkit.lines;

import java.nio.charset.StandardCharsets;

/** Output format of a line of tokens. Immutable; the arrays must not be modified. */
final class LineStyle {
    /** Space-separated tokens, one line per line of the text. */
    static final LineStyle WORDS = new LineStyle("", " ", "\n", false, false);

    /** A JSON array of strings per line. */
    static final LineStyle JSON_WORDS = new LineStyle("[\"", "\",\"", "\"]\n", true, false);

    /** The original text, for a source whose tokens are lines or parts of lines. */
    static final LineStyle VERBATIM = new LineStyle("", "", "\n", false, true);

    /** Text before the first token of a line. */
    final byte[] begin;
    /** Text between tokens. */
    final byte[] separator;
    /** Text after the last token of a line. */
    final byte[] end;
    /** Whether tokens are escaped for JSON strings. */
    final boolean escaped;
    /** Whether a line without tokens is written; it then consists of {@link #end} only. */
    final boolean keepsEmpty;

    private LineStyle(String begin, String separator, String end, boolean escaped, boolean keepsEmpty) {
        this.begin = begin.getBytes(StandardCharsets.UTF_8);
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
        this.end = end.getBytes(StandardCharsets.UTF_8);
        this.escaped = escaped;
        this.keepsEmpty = keepsEmpty;
    }
}
