package org.wvtoolkit.text.analysis;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;

/**
 * An analyzer of Lucene's as it is, such as those for one language, with stop words and stemming.
 *
 * @param name its name; the language in English, lower case
 * @param description what it does
 * @param maker makes Lucene's analyzer
 */
record LanguageAnalyzer(String name, String description, Supplier<Analyzer> maker) implements TextAnalyzer {
    /** An analyzer for one language. */
    LanguageAnalyzer(String language, Supplier<Analyzer> maker) {
        this(
                language,
                "Lucene's analyzer for this language: stop words left out, the rest reduced to stems where it has a stemmer",
                maker);
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
