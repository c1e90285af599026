package org.wvtoolkit.text.analysis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.text.format.LongBytes;

/**
 * Cuts text as Lucene's {@code StandardAnalyzer} does, but ASCII without it: many times as fast, and a question in ASCII
 * need not load Lucene at all.
 *
 * <p>White space always bounds a word in UAX #29, whatever is beside it. So a line falls into stretches between white space; those
 * that are all ASCII are cut here, by the few rules that ASCII needs, and those that are not, or too long for Lucene's window,
 * go to Lucene. Neighbouring stretches go together, since a call to Lucene costs more than a few words.
 */
final class StandardTokenizer implements TextTokenizer {
    /** Lucene looks at no more than this many characters at once; from there on it splits words. */
    private static final int LUCENE_WINDOW = 255;

    /** Two stretches for Lucene that are no further apart than this go to it together. */
    private static final int NEAR = 48;

    private static final byte OTHER = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    /** Binds to letters, digits and itself, but is no word alone: {@code _}. */
    private static final byte EXTENDER = 3;
    /** Binds letter to letter: {@code :}. */
    private static final byte MID_LETTER = 4;
    /** Binds digit to digit: {@code , ;}. */
    private static final byte MID_NUMBER = 5;
    /** Binds both: {@code . '}. */
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
                    sink.token(utf8, at, end - at); // nothing but letters, as most words
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
                    end = endOfForeign(utf8, end, length);
                    lucene().line(utf8, at, end, sink);
                }
                at = end;
            }
        }
    }

    /** Whether a byte is ASCII white space or another control character, which all bound words. */
    private static boolean isSpace(byte b) {
        return b <= ' ' && b >= 0;
    }

    /** Behind the lower-case letters that begin at {@code at}, if any. */
    private static int endOfLetters(byte[] utf8, int at) {
        int end = at;
        long others;
        while ((others = LongBytes.otherThanLowerCase(LongBytes.at(utf8, end))) == 0) {
            end += Long.BYTES;
        }
        return end + LongBytes.first(others);
    }

    /** How far Lucene had better go on, once it is called: over ASCII too, where foreign characters are near. */
    private static int endOfForeign(byte[] utf8, int from, int length) {
        int end = from;
        int at = from;
        while (at < length && at - end <= NEAR && utf8[at] != '\n' && utf8[at] != '\r') {
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
     * Cuts a stretch of ASCII without white space by rules WB5 to WB13b. A word is a run of letters, digits and extenders, at
     * least one of them no extender, in which single marks bind what is alike on both sides.
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
                byte next = CLASS[utf8[at]]; // white space at the latest
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

    /** Whether a mark binds characters of a class to each other. */
    private static boolean binds(byte mark, byte kind) {
        return (kind == LETTER && (mark == MID_LETTER || mark == MID_BOTH))
                || (kind == DIGIT && (mark == MID_NUMBER || mark == MID_BOTH));
    }

    /** No byte of a longer character lies between A and Z. A loop without branches, which the compiler vectorises. */
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
