package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.text.Normalizer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Composes letters and their marks (Unicode normalization form C, UAX #15), so that a word written with
 * combining marks and the same
 * word written with composed letters are one word. Not thread-safe.
 */
final class ComposingFilter extends TokenFilter {
    /** Every character below this one is in form C whatever follows, save for combining marks, which lie above it. */
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
