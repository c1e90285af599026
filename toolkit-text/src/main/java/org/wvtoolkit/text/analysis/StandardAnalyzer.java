package org.wvtoolkit.text.analysis;

import java.util.Map;

/**
 * Words by the rules of Unicode (UAX #29), in lower case, no stop words: Lucene's {@code StandardAnalyzer}, with a fast path of
 * our own for ASCII that gives the same tokens.
 */
final class StandardAnalyzer implements TextAnalyzer {
    static final String NAME = "standard";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "words by the rules of Unicode, in lower case, of any language that puts spaces between words";
    }

    @Override
    public Map<String, String> provenance() {
        return LuceneTokenizer.provenance(NAME);
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new StandardTokenizer();
    }
}
