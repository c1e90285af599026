package org.wvtoolkit.text.format;

/**
 * Division of long text at positions that are not within a word: after white space, after the end
 * of a sentence, after other punctuation, and between scripts. Where there is none, text is divided
 * between two characters. The positions depend only on the text from {@code from} on, so that all
 * parts of the program divide a text in the same way, wherever its blocks end. Malformed UTF-8 is
 * divided as after its repair: a malformed sequence has the length of U+FFFD.
 *
 * <p>Not part of the public API.
 */
public final class TextDivision {
    /**
     * Length in bytes of a piece without a safe boundary. A multiple of 255 characters of one, two,
     * three and four bytes each, because Lucene splits words after 255 characters: the division
     * adds no shorter parts to those of a word in one script.
     */
    private static final int WORD_PIECE_BYTES = 3060;

    /** Length in bytes of the longest encoded character. */
    private static final int LONGEST_CHARACTER = 4;

    /** Length in bytes of U+FFFD, which replaces a malformed sequence. */
    private static final int REPLACEMENT_BYTES = 3;

    private static final int NONE = -1;

    /** Sentence-final marks other than the ASCII ones. */
    private static final String SENTENCE_FINAL =
            "\u3002\uFF61\uFF01\uFF1F\u203C\u2047\u2048\u2049\u0964\u0965\u06D4\u061F\u1362\u17D4\u17D5\u104A"
                    + "\u104B\u0E5A\u0E5B";

    /** Marks that join letters or digits in some scripts (UAX #29), but not characters of scripts without spaces. */
    private static final String JOINING = ",;:.\uFF0C\uFF1B\uFF1A\uFF0E\uFE50\uFE52";

    /** Other ASCII characters that UAX #29 joins to letters, and opening brackets. */
    private static final String NOT_SEPARATING = "_:,;.'\"([{";

    private TextDivision() {}

    /**
     * Part of a text.
     *
     * @param end the end of the part, exclusive
     * @param dividesWord whether the text has no safe boundary there, so a word may be divided
     */
    public record Part(int end, boolean dividesWord) {}

    /**
     * Returns the first piece of text without white space that is longer than
     * {@link BlockBoundaries#MAX_TOKEN_BYTES}.
     *
     * @param utf8 the array with the text
     * @param from the start of the text, or the end of the piece before
     * @param to the end of the text
     * @return the longest piece with a boundary of the best kind; the whole text if it is not too long
     */
    public static Part piece(byte[] utf8, int from, int to) {
        if (to - from <= BlockBoundaries.MAX_TOKEN_BYTES) {
            return new Part(to, false);
        }
        Scan scan = new Scan(utf8, from, to);
        scan.run(BlockBoundaries.MAX_TOKEN_BYTES, Integer.MAX_VALUE, false);
        int end = scan.lastBoundary();
        return end > from ? new Part(end, false) : new Part(scan.endOfWordPiece, true);
    }

    /**
     * Returns the end of the last piece at which a block without white space can be divided.
     *
     * @param utf8 the block, which begins at the start of a word or piece
     * @param length its length in bytes
     * @return the end of a piece, at least 1
     */
    public static Part lastPiece(byte[] utf8, int length) {
        Part last = new Part(0, false);
        // The character after a piece determines whether it ends at a boundary.
        while (length - last.end() > BlockBoundaries.MAX_TOKEN_BYTES + LONGEST_CHARACTER) {
            last = piece(utf8, last.end(), length);
        }
        // A block shorter than a piece has no such position. Its last character, which may be incomplete,
        // moves to the next block.
        return last.end() > 0 ? last : new Part(Math.max(1, BlockBoundaries.characterStart(utf8, length - 1, 0)), true);
    }

    /**
     * Returns the first segment of a long line: a sentence of a script with sentence-final marks of
     * its own, or else the longest segment that ends at a safe boundary.
     *
     * @param utf8 the array with the line, in valid UTF-8
     * @param from the start of the line, or the end of the segment before
     * @param to the end of the line
     * @param longest the maximum length of a segment in UTF-16 code units, at least 2
     * @return the segment
     */
    public static Part segment(byte[] utf8, int from, int to, int longest) {
        Scan scan = new Scan(utf8, from, to);
        if (scan.run(Integer.MAX_VALUE, longest, true)) {
            return new Part(scan.at, false);
        }
        int end = scan.lastBoundary();
        return end > from ? new Part(end, false) : new Part(scan.at, true);
    }

    /** Scan for boundaries from one position on. */
    private static final class Scan {
        private final byte[] utf8;
        private final int to;

        private int at;
        private int before = NONE;
        /** Whether only sentence-final marks, closing marks and spaces follow a sentence-final mark. */
        private boolean ended;
        /** Whether a closing mark follows the sentence-final one. */
        private boolean closed;

        private int afterSpace;
        private int afterSentence;
        private int afterPunctuation;
        /** The last position at which the repaired text is not longer than a piece without a safe boundary. */
        private int endOfWordPiece;

        Scan(byte[] utf8, int from, int to) {
            this.utf8 = utf8;
            this.to = to;
            at = from;
        }

        /** Scans until a limit. Returns whether the text, or a sentence if requested, ends before the limit. */
        boolean run(int maxBytes, int maxCharacters, boolean endsAtSentence) {
            int characters = 0;
            int bytes = 0;
            while (at < to) {
                int sequence = utf8[at] >= 0 ? 1 : Utf8Repair.sequence(utf8, at, to);
                int next = sequence < 0 ? 0xFFFD : codePoint(utf8, at, sequence);
                if (before >= 0) {
                    classify(next);
                    if (endsAtSentence && afterSentence == at) {
                        return true;
                    }
                }
                if (bytes <= WORD_PIECE_BYTES) {
                    endOfWordPiece = at;
                }
                characters += Character.charCount(next);
                bytes += sequence < 0 ? REPLACEMENT_BYTES : sequence;
                if (characters > maxCharacters || bytes > maxBytes) {
                    return false;
                }
                advance(next);
                at += Math.abs(sequence);
            }
            return true;
        }

        /** Returns the last boundary of the best kind, or 0 if there is none. */
        int lastBoundary() {
            return afterSpace > 0 ? afterSpace : afterSentence > 0 ? afterSentence : afterPunctuation;
        }

        private void classify(int next) {
            if (isAsciiLetter(before) && isAsciiLetter(next)) {
                return; // the most frequent case
            }
            if (isMark(next)) {
                return;
            }
            // ICUTokenizer attaches digits at the start of a text to Thai letters after them.
            if (isSpace(before) && !Character.isDigit(next)) {
                afterSpace = at;
            }
            if (ended && isSentenceStart(next)) {
                afterSentence = at;
            } else if (isBoundary(before, next)) {
                afterPunctuation = at;
            }
        }

        private boolean isSentenceStart(int next) {
            return !isSentenceFinal(next)
                    && next != '!'
                    && next != '?'
                    && !isClosing(next)
                    && !isSpace(next)
                    // In Japanese, a particle after a quotation continues the sentence: 「はい。」と言った。
                    && !(closed && Character.UnicodeScript.of(next) == Character.UnicodeScript.HIRAGANA);
        }

        private void advance(int c) {
            // After an ASCII letter, ! and ? may be part of a name, or the text has spaces.
            if (isSentenceFinal(c) || ((c == '!' || c == '?') && (ended || before > 0x7F))) {
                ended = true;
            } else if (ended && isClosing(c)) {
                closed = true;
            } else if (!ended || !isSpace(c)) {
                ended = false;
                closed = false;
            }
            before = c;
        }
    }

    /** Returns whether no word continues from one character to the next, which is not a combining mark. */
    private static boolean isBoundary(int before, int next) {
        if (isClosing(next) || isSentenceFinal(next) || Character.getType(next) == Character.CONNECTOR_PUNCTUATION) {
            return false;
        }
        if (isOpening(next) || isSeparating(before) || isSpace(before)) {
            return true;
        }
        int following = scriptGroup(next);
        if (JOINING.indexOf(before) >= 0) {
            return following > 0;
        }
        int preceding = scriptGroup(before);
        return preceding != following && Math.max(preceding, following) > 0 && Math.min(preceding, following) >= 0;
    }

    private static boolean isSeparating(int c) {
        if (c <= 0x7F) {
            return c > ' ' && !Character.isLetterOrDigit(c) && NOT_SEPARATING.indexOf(c) < 0;
        }
        return isSentenceFinal(c)
                || c == '\u3001' // ideographic comma
                || c == '\u2026' // ellipsis
                || (c != '\u2019' && isClosing(c)) // an apostrophe
                || (c != '\u058A' && Character.getType(c) == Character.DASH_PUNCTUATION); // a letter by UAX #29
    }

    private static boolean isOpening(int c) {
        int type = Character.getType(c);
        return c != '\u2018' && (type == Character.START_PUNCTUATION || type == Character.INITIAL_QUOTE_PUNCTUATION);
    }

    private static boolean isClosing(int c) {
        int type = Character.getType(c);
        return type == Character.END_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION || c == '"' || c == '\'';
    }

    private static boolean isSentenceFinal(int c) {
        return c > 0x7F && SENTENCE_FINAL.indexOf(c) >= 0;
    }

    private static boolean isSpace(int c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    private static boolean isAsciiLetter(int c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** Returns whether a character extends the one before. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    /**
     * Returns the group of scripts of a character: positive for scripts without spaces, 0 for other
     * scripts, negative for characters in several scripts.
     */
    private static int scriptGroup(int c) {
        if (c == '\u30FC' || c == '\uFF70') {
            return 1; // the prolonged sound mark of both kana
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> 1;
            case THAI -> 2;
            case LAO -> 3;
            case KHMER -> 4;
            case MYANMAR -> 5;
            case COMMON, INHERITED, UNKNOWN -> NONE;
            default -> 0;
        };
    }

    /** Returns the valid character of {@code width} bytes at a position. */
    private static int codePoint(byte[] utf8, int at, int width) {
        if (width == 1) {
            return utf8[at];
        }
        int c = utf8[at] & (0x7F >> width);
        for (int i = 1; i < width; i++) {
            c = c << 6 | (utf8[at + i] & 0x3F);
        }
        return c;
    }
}
