package org.wvtoolkit.text.analysis;

import java.util.Map;

/** Makes a token of each line. Not in the registry: no one trains on lines. */
public final class LineAnalyzer implements TextAnalyzer {
    @Override
    public String name() {
        return "line";
    }

    @Override
    public String description() {
        return "each line as it stands";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("analyzer", name());
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new LineTokenizer();
    }
}
