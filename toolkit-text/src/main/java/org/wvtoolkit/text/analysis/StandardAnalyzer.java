package org.wvtoolkit.text.analysis;

import java.util.Map;

/**
 * Analyzer by the Unicode rules (UAX #29), in lower case, without stop words. It yields the same
 * tokens as Lucene's {@code StandardAnalyzer} in normalization form C, and has a fast path for
 * ASCII.
 */
final class StandardAnalyzer implements TextAnalyzer {
    static final String NAME = "standard";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "words by the Unicode rules, in lower case, for languages with spaces between words";
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
