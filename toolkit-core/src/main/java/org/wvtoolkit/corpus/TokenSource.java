package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.Map;
import org.wvtoolkit.progress.ProgressListener;

/** Tokenized text. It can be read once, because standard input cannot be read twice. */
public interface TokenSource {
    /**
     * Returns a name for messages.
     *
     * @return a short name, such as {@code enwiki.txt}
     */
    String name();

    /**
     * Returns all settings that determined the tokens, such as the analyzer. Models store them, so
     * that queries are tokenized like the corpus.
     *
     * @return names and values in a fixed order
     */
    Map<String, String> provenance();

    /**
     * Reads all tokens into the sinks of a collector with several worker threads.
     *
     * <p>The text is divided into chunks at positions that depend on the text only, numbered from 0
     * without gaps. A sink receives one chunk at a time; the assignment of chunks to sinks is
     * unspecified.
     *
     * @param collector creates the sinks
     * @param threads maximum number of worker threads, at least 1
     * @param progress receives progress in bytes read
     * @return a summary of the text
     * @throws IOException if the text cannot be read; the message states the problem, its location
     *     and the remedy
     */
    SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress) throws IOException;
}
