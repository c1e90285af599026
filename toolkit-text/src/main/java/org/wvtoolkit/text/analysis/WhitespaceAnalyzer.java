package org.wvtoolkit.text.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.text.format.BlockBoundaries;

/**
 * Cuts at ASCII white space and nowhere else, and changes no byte: for text that is tokenised already. A no-break space or any
 * other white space of Unicode stays part of its token.
 */
final class WhitespaceAnalyzer implements TextAnalyzer {
    static final String NAME = "whitespace";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "splits at ASCII white space and changes nothing: for text that is tokenised already";
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("analyzer", NAME);
        provenance.put("longest_token_bytes", Integer.toString(BlockBoundaries.LONGEST_TOKEN));
        return provenance;
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new WhitespaceTokenizer();
    }
}
