package org.wvtoolkit.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.text.analysis.SentenceSplitter;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;

/**
 * What determines the tokens of a text.
 *
 * @param analyzer how it is cut into tokens
 * @param reading how it is found in files, and what a sentence is
 */
public record TextOptions(TextAnalyzer analyzer, ReadingOptions reading) {
    /**
     * Text in whatever format, a line a sentence.
     *
     * @param analyzer the name of an analyzer, one of {@link TextAnalyzers#all}
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public TextOptions(String analyzer) {
        this(TextAnalyzers.named(analyzer), ReadingOptions.defaults());
    }

    /**
     * Words by the rules of Unicode, in lower case.
     *
     * @return the default options
     */
    public static TextOptions defaults() {
        return new TextOptions(TextAnalyzers.standard(), ReadingOptions.defaults());
    }

    /**
     * All of it that differs from the defaults, and the analyzer.
     *
     * @return names and values in a fixed order, {@code analyzer} first
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(analyzer.provenance());
        provenance.putAll(reading.provenance());
        return provenance;
    }

    /** The means of one thread to cut what was read with these options. */
    TextTokenizer newTokenizer() {
        TextTokenizer tokenizer = analyzer.newTokenizer();
        return reading.sentences() == Sentences.ICU ? new SentenceSplitter(tokenizer) : tokenizer;
    }
}
