package org.wvtoolkit.text;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;

/**
 * An analyzer of Lucene's for one language, with Lucene's own stop words and stemming.
 *
 * @param name the language in English, lower case
 * @param maker makes Lucene's analyzer
 */
record LanguageAnalyzer(String name, Supplier<Analyzer> maker) implements TextAnalyzer {
    @Override
    public String description() {
        return "Lucene's analyzer for this language: stop words left out, the rest reduced to stems where it has a stemmer";
    }

    @Override
    public Map<String, String> provenance() {
        return LuceneTokenizer.provenance(name);
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new LuceneTokenizer(maker.get());
    }
}
