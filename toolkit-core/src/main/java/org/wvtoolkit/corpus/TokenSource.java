package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Text, already cut into tokens, that can be poured into a collector: once, since standard input cannot be read twice.
 */
public interface TokenSource {
    /**
     * What the tokens come from, for messages.
     *
     * @return a short name, such as {@code enwiki.txt}
     */
    String name();

    /**
     * Everything that determined the tokens apart from the text itself, such as the analyzer; kept in every model made
     * from them, so that a question can be tokenised as the corpus was.
     *
     * @return names and values, in a fixed order
     */
    Map<String, String> provenance();

    /**
     * Pours all tokens into the collector, using up to {@code threads} workers.
     *
     * <p>The text is divided into chunks at places that depend on the text alone, numbered from 0 without gaps. One sink
     * takes one chunk at a time; which sink takes which chunk does not matter.
     *
     * @param collector takes the tokens
     * @param threads worker threads, at least 1
     * @param progress told of bytes read
     * @return what was read
     * @throws IOException if the text cannot be read; the message says what, where and what to do
     */
    SourceReport pour(TokenCollector collector, int threads, ProgressListener progress) throws IOException;
}
