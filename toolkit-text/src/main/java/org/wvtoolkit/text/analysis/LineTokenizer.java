package org.wvtoolkit.text.analysis;

import org.wvtoolkit.corpus.TokenSink;

/** Takes each line as it stands for one token, so that text can be read as it is: decompressed, decoded, its prose extracted. */
final class LineTokenizer implements TextTokenizer {
    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            byte b = utf8[at];
            if (b == '\n' || b == '\r') {
                if (at > from) {
                    sink.token(utf8, from, at - from);
                }
                if (b == '\r' && at + 1 < length && utf8[at + 1] == '\n') {
                    at++;
                }
                sink.endSentence();
                from = at + 1;
            }
        }
        if (from < length) {
            sink.token(utf8, from, length - from);
        }
    }

    @Override
    public long splitTokens() {
        return 0;
    }

    @Override
    public void close() {}
}
