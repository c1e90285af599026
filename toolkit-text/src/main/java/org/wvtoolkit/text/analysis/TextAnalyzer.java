package org.wvtoolkit.text.analysis;

import java.util.List;
import java.util.Map;

/** A way of cutting text into tokens. Immutable and safe for concurrent use; its tokenizers are not. */
public interface TextAnalyzer {
    /**
     * The analyzer's name, as the command line, options and models have it.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * What it does.
     *
     * @return one line for a person
     */
    String description();

    /**
     * Everything that determines the tokens it makes of a text, so that {@link TextAnalyzers#of(java.util.function.Function)} can make
     * it again.
     *
     * @return names and values in a fixed order, {@code analyzer} first
     */
    Map<String, String> provenance();

    /**
     * The means of one thread to cut text.
     *
     * @return a new tokenizer, to be closed
     */
    TextTokenizer newTokenizer();

    /**
     * The same with a user's own words, which are kept whole where this analyzer would cut them.
     *
     * @param words the words, as text has them
     * @return the analyzer
     * @throws IllegalArgumentException if this analyzer has no use for them; the message names those that do
     */
    default TextAnalyzer withWords(List<String> words) {
        throw new IllegalArgumentException(
                "a list of words is for text without spaces between words, cut by chinese, japanese, icu or a chain of your own; not by "
                        + name());
    }
}
