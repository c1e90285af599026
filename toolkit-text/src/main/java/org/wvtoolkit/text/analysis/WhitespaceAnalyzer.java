package org.wvtoolkit.text.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.text.format.BlockBoundaries;

/**
 * Analyzer that splits at ASCII white space only and changes no byte, for tokenized text. Other
 * Unicode white space, such as no-break spaces, is part of a token.
 */
final class WhitespaceAnalyzer implements TextAnalyzer {
    static final String NAME = "whitespace";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "splits at ASCII white space without changes, for tokenized text";
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("analyzer", NAME);
        provenance.put("longest_token_bytes", Integer.toString(BlockBoundaries.MAX_TOKEN_BYTES));
        return provenance;
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new WhitespaceTokenizer();
    }
}
