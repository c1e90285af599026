package org.wvtoolkit.text.analysis;

import org.wvtoolkit.corpus.TokenSink;

/**
 * Tokenizer that emits each line unchanged as one token. A line of white space has no token, as
 * with every other analyzer.
 */
final class LineTokenizer implements TextTokenizer {
    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) {
        int from = 0;
        boolean continues = continuesToken;
        for (int at = 0; at < length; at++) {
            byte b = utf8[at];
            if (b == '\n' || b == '\r') {
                if (at > from && (continues || !isWhiteSpace(utf8, from, at))) {
                    sink.token(utf8, from, at - from);
                }
                if (b == '\r' && at + 1 < length && utf8[at + 1] == '\n') {
                    at++;
                }
                sink.endSentence();
                from = at + 1;
                continues = false;
            }
        }
        if (from < length) {
            sink.token(utf8, from, length - from);
        }
    }

    /** Returns whether bytes are control characters and Unicode spaces only, including the byte order mark. */
    private static boolean isWhiteSpace(byte[] utf8, int from, int to) {
        int at = from;
        while (at < to) {
            int b = utf8[at] & 0xFF;
            if (b <= ' ') {
                at++;
            } else if (b == 0xC2 && at + 1 < to && (utf8[at + 1] == (byte) 0xA0 || utf8[at + 1] == (byte) 0x85)) {
                at += 2;
            } else if (at + 2 < to && isSpace(b << 16 | (utf8[at + 1] & 0xFF) << 8 | (utf8[at + 2] & 0xFF))) {
                at += 3;
            } else {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether three bytes encode U+1680, U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F,
     * U+3000 or U+FEFF.
     */
    private static boolean isSpace(int bytes) {
        return (bytes >= 0xE28080 && bytes <= 0xE2808B)
                || switch (bytes) {
                    case 0xE19A80, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080, 0xEFBBBF -> true;
                    default -> false;
                };
    }

    @Override
    public long splitTokens() {
        return 0;
    }

    @Override
    public void close() {}
}
