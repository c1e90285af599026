package org.wvtoolkit.text.analysis;

import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Filter that removes tokens without a letter or digit. */
final class WordFilter extends FilteringTokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    WordFilter(TokenStream in) {
        super(in);
    }

    @Override
    protected boolean accept() {
        for (int at = 0; at < term.length(); ) {
            int c = Character.codePointAt(term.buffer(), at, term.length());
            if (Character.isLetterOrDigit(c)) {
                return true;
            }
            at += Character.charCount(c);
        }
        return false;
    }
}
