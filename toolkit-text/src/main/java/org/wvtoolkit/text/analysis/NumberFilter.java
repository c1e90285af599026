package org.wvtoolkit.text.analysis;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Filter that replaces every digit of any script by 0, so that 1984 and 2001 both become 0000. */
final class NumberFilter extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    NumberFilter(TokenStream in) {
        super(in);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        char[] characters = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (Character.isDigit(characters[i])) {
                characters[i] = '0';
            }
        }
        return true;
    }
}
