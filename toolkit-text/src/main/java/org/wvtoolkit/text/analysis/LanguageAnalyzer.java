package org.wvtoolkit.text.analysis;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;

/**
 * Adapter for an analyzer of Lucene, such as those for one language with stop words and stemming.
 *
 * @param name the name: for languages, the English name in lower case
 * @param description a one-line description
 * @param maker creates the Lucene analyzer
 */
record LanguageAnalyzer(String name, String description, Supplier<Analyzer> maker) implements TextAnalyzer {
    /** Creates an analyzer for one language. */
    LanguageAnalyzer(String language, Supplier<Analyzer> maker) {
        this(
                language,
                "Lucene's analyzer for this language: removes stop words and reduces words to stems where supported",
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
