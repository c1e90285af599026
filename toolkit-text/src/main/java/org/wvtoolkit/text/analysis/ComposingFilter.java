package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.text.Normalizer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Filter that composes letters and combining marks (Unicode normalization form C, UAX #15), so that
 * words written in either form are equal. Not thread-safe.
 */
final class ComposingFilter extends TokenFilter {
    /** First combining mark. All characters below it are in form C, unless a combining mark follows. */
    private static final char FIRST_MARK = '\u0300';

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    ComposingFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        char[] buffer = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (buffer[i] >= FIRST_MARK) {
                compose();
                break;
            }
        }
        return true;
    }

    private void compose() {
        if (!Normalizer.isNormalized(term, Normalizer.Form.NFC)) {
            String composed = Normalizer.normalize(term, Normalizer.Form.NFC);
            term.setEmpty().append(composed);
        }
    }
}
