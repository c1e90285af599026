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
 * @param hasFixedBuffer whether its tokenizer ends a word at the end of a buffer of fixed length
 */
record LanguageAnalyzer(String name, String description, Supplier<Analyzer> maker, boolean hasFixedBuffer)
        implements TextAnalyzer {
    /** Creates an analyzer without a fixed buffer. */
    LanguageAnalyzer(String name, String description, Supplier<Analyzer> maker) {
        this(name, description, maker, false);
    }

    /** Creates an analyzer for one language. */
    LanguageAnalyzer(String language, Supplier<Analyzer> maker) {
        this(
                language,
                "Lucene's analyzer for this language: removes stop words and reduces words to stems where supported",
                maker);
    }

    /** Returns this analyzer, for a tokenizer with a buffer of fixed length. */
    LanguageAnalyzer withFixedBuffer() {
        return new LanguageAnalyzer(name, description, maker, true);
    }

    @Override
    public Map<String, String> provenance() {
        return LuceneTokenizer.provenance(name);
    }

    @Override
    public TextTokenizer newTokenizer() {
        return hasFixedBuffer ? LuceneTokenizer.segmented(maker.get()) : new LuceneTokenizer(maker.get());
    }
}
