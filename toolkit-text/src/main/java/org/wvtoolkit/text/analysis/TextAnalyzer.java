package org.wvtoolkit.text.analysis;

import java.util.List;
import java.util.Map;
import org.wvtoolkit.extension.ExtensionPoint;

/** Tokenization of text. Implementations are immutable and thread-safe; their tokenizers are not. */
public interface TextAnalyzer {
    /** Analyzers of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<TextAnalyzer> EXTENSIONS = new ExtensionPoint<>("analyzer", TextAnalyzer::name);

    /**
     * Returns the name used by options and model metadata.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * Returns a description.
     *
     * @return one line
     */
    String description();

    /**
     * Returns all properties that determine the tokens of a text.
     * {@link TextAnalyzers#of(java.util.function.Function)} recreates the analyzer from them.
     *
     * @return names and values in a fixed order, {@code analyzer} first
     */
    Map<String, String> provenance();

    /**
     * Creates a tokenizer for one thread.
     *
     * @return a new tokenizer; the caller closes it
     */
    TextTokenizer newTokenizer();

    /**
     * Returns this analyzer with user words, which are kept whole.
     *
     * @param words the words, as they occur in text
     * @return the analyzer
     * @throws IllegalArgumentException if this analyzer does not support user words; the message
     *     names those that do
     */
    default TextAnalyzer withWords(List<String> words) {
        throw new IllegalArgumentException(
                "user words are supported by the analyzers chinese, japanese and icu and by custom chains, not by "
                        + name());
    }
}
