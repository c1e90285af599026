package org.wvtoolkit.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.extension.MissingLibraryException;
import org.wvtoolkit.text.analysis.SentenceSplitter;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;

/**
 * Options that determine the tokens of a text.
 *
 * @param analyzer the analyzer that tokenizes the text
 * @param reading options for file formats and sentences
 */
public record TextOptions(TextAnalyzer analyzer, ReadingOptions reading) {
    /**
     * Creates options with default reading options: any format, one sentence per line.
     *
     * @param analyzer the name of an analyzer, one of {@link TextAnalyzers#all}
     * @throws IllegalArgumentException if there is no such analyzer; the message lists the names
     */
    public TextOptions(String analyzer) {
        this(TextAnalyzers.named(analyzer), ReadingOptions.defaults());
    }

    /**
     * Returns the default options: the standard analyzer and default reading options.
     *
     * @return the default options
     */
    public static TextOptions defaults() {
        return new TextOptions(TextAnalyzers.standard(), ReadingOptions.defaults());
    }

    /**
     * Returns the analyzer and all options that differ from their defaults.
     *
     * @return names and values in a fixed order, {@code analyzer} first
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(analyzer.provenance());
        provenance.putAll(reading.provenance());
        return provenance;
    }

    /** Creates a tokenizer for one thread. */
    TextTokenizer newTokenizer() {
        TextTokenizer tokenizer = analyzer.newTokenizer();
        return reading.sentences() == Sentences.ICU
                ? MissingLibraryException.using(
                        "sentence detection by ICU", "com.ibm.icu:icu4j", () -> new SentenceSplitter(tokenizer))
                : tokenizer;
    }
}
