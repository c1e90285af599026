package org.wvtoolkit.text.format;

/**
 * Positions at which UTF-8 text can be divided: after a line, after white space, or between
 * characters. Bytes of multi-byte characters are never ASCII, so single bytes can be tested.
 */
public final class BlockBoundaries {
    /** Maximum length in bytes of an undivided token. {@link TextDivision} splits longer tokens. */
    public static final int MAX_TOKEN_BYTES = 4096;

    private BlockBoundaries() {}

    /** Returns whether a byte ends a line. */
    static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    /**
     * Returns whether a byte is ASCII white space: tab, line feed, vertical tab, form feed,
     * carriage return or space.
     */
    public static boolean isWhitespace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /** Returns the position after the line that begins at {@code from}, including its line end, or {@code to}. */
    static int endOfLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isLineEnd(bytes[at])) {
            at++;
        }
        return Math.min(to, at + 1);
    }

    /**
     * Returns the position after the last line end in {@code [0, length)}, or 0 if there is none. A
     * carriage return in the last byte is ignored, because a line feed may follow.
     */
    public static int afterLastLineEnd(byte[] bytes, int length) {
        int at = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        while (at > 0 && !isLineEnd(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /** Returns the position after the last white space in {@code [0, length)}, or 0 if there is none. */
    public static int afterLastWhitespace(byte[] bytes, int length) {
        int at = length;
        while (at > 0 && !isWhitespace(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /**
     * Returns the start of the character that contains the byte at {@code at}, at most three bytes
     * earlier. Malformed bytes are divided anywhere.
     */
    static int characterStart(byte[] bytes, int at, int from) {
        for (int start = at; start > from && start >= at - 3; start--) {
            if ((bytes[start] & 0xC0) != 0x80) {
                return start;
            }
        }
        return at;
    }
}
