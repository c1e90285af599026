package org.wvtoolkit.text.analysis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.text.format.LongBytes;

/**
 * Tokenizer that yields the tokens of {@link StandardAnalyzer}. ASCII text is processed without
 * Lucene, which is many times faster and avoids loading Lucene for a query in ASCII.
 *
 * <p>White space is always a word boundary in UAX #29. A line is therefore divided at white space.
 * Parts that are ASCII are tokenized here, by the few rules that apply to ASCII. Other parts, and
 * those longer than Lucene's window, are passed to Lucene. Neighbouring parts are passed together,
 * because a call to Lucene costs more than a few words.
 */
final class StandardTokenizer implements TextTokenizer {
    /** Length in characters at which Lucene splits words. */
    private static final int LUCENE_WINDOW = 255;

    /** Maximum distance in bytes of two non-ASCII parts that are passed to Lucene together. */
    private static final int MAX_GAP = 48;

    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    /** Class of {@code _}, which joins letters, digits and itself, but is not a word by itself. */
    private static final byte EXTENDER = 3;
    /** Class of {@code :}, which joins two letters. */
    private static final byte MID_LETTER = 4;
    /** Class of {@code , ;}, which join two digits. */
    private static final byte MID_NUMBER = 5;
    /** Class of {@code . '}, which join two letters or two digits. */
    private static final byte MID_BOTH = 6;

    private static final byte[] CLASS = new byte[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            CLASS[c] = LETTER;
            CLASS[c - 'a' + 'A'] = LETTER;
        }
        for (char c = '0'; c <= '9'; c++) {
            CLASS[c] = DIGIT;
        }
        CLASS['_'] = EXTENDER;
        CLASS[':'] = MID_LETTER;
        CLASS[','] = MID_NUMBER;
        CLASS[';'] = MID_NUMBER;
        CLASS['.'] = MID_BOTH;
        CLASS['\''] = MID_BOTH;
    }

    private @Nullable LuceneTokenizer lucene;
    private boolean continuesWord;

    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException {
        lowerCaseAscii(utf8, length);
        utf8[length] = ' ';
        int at = 0;
        while (at < length) {
            byte b = utf8[at];
            if (b == '\n' || b == '\r') {
                sink.endSentence();
                at++;
            } else if (isSpace(b)) {
                at++;
            } else {
                int end = endOfLetters(utf8, at);
                if (isSpace(utf8[end]) && end - at < LUCENE_WINDOW) {
                    sink.token(utf8, at, end - at); // letters only, the most frequent case
                    at = end;
                    continue;
                }
                int together = 0;
                end = at;
                do {
                    together |= utf8[end++];
                } while (!isSpace(utf8[end]));
                if (together >= 0 && end - at < LUCENE_WINDOW) {
                    ascii(utf8, at, end, sink);
                } else {
                    end = endOfLucenePart(utf8, end, length);
                    lucene().line(utf8, at, end, continuesWord && at == 0, sink);
                }
                at = end;
            }
        }
        continuesWord = false;
    }

    /** Returns whether a byte is ASCII white space or another control character. All of them are word boundaries. */
    private static boolean isSpace(byte b) {
        return b <= ' ' && b >= 0;
    }

    /** Returns the end of the lower-case letters that begin at {@code at}. */
    private static int endOfLetters(byte[] utf8, int at) {
        int end = at;
        long others;
        while ((others = LongBytes.otherThanLowerCase(LongBytes.at(utf8, end))) == 0) {
            end += Long.BYTES;
        }
        return end + LongBytes.first(others);
    }

    /** Returns the end of the part to pass to Lucene, which includes ASCII text between nearby non-ASCII words. */
    private static int endOfLucenePart(byte[] utf8, int from, int length) {
        int end = from;
        int at = from;
        while (at < length && at - end <= MAX_GAP && utf8[at] != '\n' && utf8[at] != '\r') {
            if (utf8[at++] < 0) {
                while (!isSpace(utf8[at])) {
                    at++;
                }
                end = at;
            }
        }
        return end;
    }

    /**
     * Tokenizes ASCII text without white space by rules WB5 to WB13b. A word is a sequence of
     * letters, digits and extenders, at least one of them not an extender, in which a single mark
     * joins two characters of the same class.
     */
    private static void ascii(byte[] utf8, int from, int to, TokenSink sink) {
        int at = from;
        while (at < to) {
            byte kind = CLASS[utf8[at]];
            if (kind == OTHER || kind >= MID_LETTER) {
                at++;
                continue;
            }
            int start = at;
            boolean word = false;
            while (true) {
                word |= kind != EXTENDER;
                at++;
                byte next = CLASS[utf8[at]]; // white space ends the text
                if (next != OTHER && next < MID_LETTER) {
                    kind = next;
                } else if (next != OTHER && binds(next, kind) && at + 1 < to && CLASS[utf8[at + 1]] == kind) {
                    at++;
                } else {
                    break;
                }
            }
            if (word) {
                sink.token(utf8, start, at - start);
            }
        }
    }

    /** Returns whether a mark joins two characters of a class. */
    private static boolean binds(byte mark, byte kind) {
        return (kind == LETTER && (mark == MID_LETTER || mark == MID_BOTH))
                || (kind == DIGIT && (mark == MID_NUMBER || mark == MID_BOTH));
    }

    /**
     * Converts ASCII letters to lower case. Bytes of multi-byte characters are outside A to Z. The
     * loop has no branches, so it is vectorized.
     */
    private static void lowerCaseAscii(byte[] utf8, int length) {
        for (int i = 0; i < length; i++) {
            byte b = utf8[i];
            utf8[i] = (byte) (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b);
        }
    }

    private LuceneTokenizer lucene() {
        LuceneTokenizer made = lucene;
        if (made == null) {
            made = LuceneTokenizer.standard();
            lucene = made;
        }
        return made;
    }

    @Override
    public void continueWord() {
        continuesWord = true;
    }

    @Override
    public long splitTokens() {
        return lucene == null ? 0 : lucene.splitTokens();
    }

    @Override
    public void close() {
        if (lucene != null) {
            lucene.close();
        }
    }
}
