package org.wvtoolkit.text.analysis;

import java.util.Map;

/** Analyzer that makes each line one token. It is not in the registry, because lines are not used for training. */
public final class LineAnalyzer implements TextAnalyzer {
    @Override
    public String name() {
        return "line";
    }

    @Override
    public String description() {
        return "each line unchanged, as one token";
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
