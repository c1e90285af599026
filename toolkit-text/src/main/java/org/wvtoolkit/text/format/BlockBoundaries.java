package org.wvtoolkit.text.format;

/**
 * Where text may be cut: after a line, after white space, between characters. All in bytes of UTF-8, where no byte of a longer
 * character can be mistaken for an ASCII one.
 */
public final class BlockBoundaries {
    /** The longest token kept whole, in bytes; longer ones are split between characters. */
    public static final int LONGEST_TOKEN = 4096;

    private BlockBoundaries() {}

    /** Whether a byte ends a line. */
    static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Whether a byte is ASCII white space: tab, line feed, vertical tab, form feed, carriage return, space. */
    static boolean isWhitespace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /** Behind the line that begins at {@code from}: past its end mark, or {@code to}. */
    static int endOfLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !isLineEnd(bytes[at])) {
            at++;
        }
        return Math.min(to, at + 1);
    }

    /**
     * Behind the last line end in {@code [0, length)}, or 0 if there is none. A carriage return that is the last byte does not count:
     * a line feed may follow, which belongs to it.
     */
    public static int afterLastLineEnd(byte[] bytes, int length) {
        int at = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
        while (at > 0 && !isLineEnd(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /** Behind the last white space in {@code [0, length)}, or 0 if there is none. */
    public static int afterLastWhitespace(byte[] bytes, int length) {
        int at = length;
        while (at > 0 && !isWhitespace(bytes[at - 1])) {
            at--;
        }
        return at;
    }

    /**
     * Where to cut a run of bytes without white space, so that it falls into the same pieces of {@link #LONGEST_TOKEN} as it
     * would have uncut.
     */
    public static int afterLastPiece(byte[] bytes, int length) {
        int at = 0;
        while (length - at > LONGEST_TOKEN) {
            at = pieceEnd(bytes, at, length);
        }
        // A block shorter than a piece has no such place: its last character, which may be incomplete, goes to the next
        // one.
        return at > 0 ? at : Math.max(1, characterStart(bytes, length - 1, 0));
    }

    /**
     * Where to split a token that is longer than {@link #LONGEST_TOKEN}.
     *
     * @param bytes holds the token
     * @param from where it begins
     * @param to where it ends, more than {@link #LONGEST_TOKEN} further on
     * @return the end of its first piece, between two characters
     */
    public static int pieceEnd(byte[] bytes, int from, int to) {
        return to - from <= LONGEST_TOKEN ? to : characterStart(bytes, from + LONGEST_TOKEN, from);
    }

    /**
     * Where the character begins that {@code at} lies in: {@code at} itself, or up to three bytes before it. Bytes that are no
     * characters are cut anywhere.
     */
    private static int characterStart(byte[] bytes, int at, int from) {
        for (int start = at; start > from && start >= at - 3; start--) {
            if ((bytes[start] & 0xC0) != 0x80) {
                return start;
            }
        }
        return at;
    }
}
