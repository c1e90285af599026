package org.wvtoolkit.text.analysis;

import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.text.format.BlockBoundaries;
import org.wvtoolkit.text.format.LongBytes;
import org.wvtoolkit.text.format.TextDivision;

/**
 * Tokenizer that splits bytes at ASCII white space. Bytes of multi-byte UTF-8 characters are not
 * ASCII, so the text is not decoded. Tokens are ranges of the block, so they are not copied.
 */
final class WhitespaceTokenizer implements TextTokenizer {
    private static final byte TOKEN = 0;
    private static final byte SPACE = 1;
    private static final byte LINE_END = 2;

    /** Class of each byte. */
    private static final byte[] KIND = new byte[256];

    static {
        for (char space : new char[] {' ', '\t', '\u000B', '\f'}) {
            KIND[space] = SPACE;
        }
        KIND['\n'] = LINE_END;
        KIND['\r'] = LINE_END;
    }

    private long splitTokens;

    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) {
        // A space after the text ends the inner loops without a bounds check.
        utf8[length] = ' ';
        int at = 0;
        while (true) {
            byte kind;
            while ((kind = KIND[utf8[at] & 0xFF]) != TOKEN) {
                if (at >= length) {
                    return;
                }
                if (kind == LINE_END) {
                    sink.endSentence();
                }
                at++;
            }
            int start = at;
            do {
                at++;
                long spaces;
                while ((spaces = LongBytes.spaces(LongBytes.at(utf8, at))) == 0) {
                    at += Long.BYTES;
                }
                at += LongBytes.first(spaces);
            } while (KIND[utf8[at] & 0xFF] == TOKEN); // the byte is another control character
            boolean isLong = at - start > BlockBoundaries.MAX_TOKEN_BYTES;
            if (isLong) {
                split(utf8, start, at, sink);
            } else {
                sink.token(utf8, start, at - start);
            }
            // Count a token where it ends: one at the end of the text continues in the next block.
            if ((isLong || (start == 0 && continuesToken)) && at < length) {
                splitTokens++;
            }
        }
    }

    private static void split(byte[] utf8, int from, int to, TokenSink sink) {
        int start = from;
        while (start < to) {
            int end = TextDivision.piece(utf8, start, to).end();
            sink.token(utf8, start, end - start);
            start = end;
        }
    }

    @Override
    public long splitTokens() {
        return splitTokens;
    }

    @Override
    public void close() {}
}
