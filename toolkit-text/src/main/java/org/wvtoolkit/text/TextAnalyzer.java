package org.wvtoolkit.text;

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
     * Everything that determines the tokens it makes of a text.
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
}
