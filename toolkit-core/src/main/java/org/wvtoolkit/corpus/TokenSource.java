package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Tokenized text. A source can be read at least once. Sources of files and of collections can be read repeatedly;
 * standard input and streams cannot.
 *
 * <p>A source of a program's own tokens needs no implementation of this interface:
 *
 * <pre>{@code
 * TokenSource reviews = TokenSource.of("reviews", List.of(List.of("good", "coffee"), List.of("bad", "tea")));
 * }</pre>
 */
public interface TokenSource {
    /** The provenance of tokens whose analyzer is not known: queries are divided at white space. */
    Map<String, String> PRETOKENIZED = Map.of("analyzer", "whitespace");

    /**
     * Creates a source of sentences in memory, or in any collection that can be iterated repeatedly. Models store
     * {@code whitespace} as their analyzer, so that queries are divided at white space only.
     *
     * @param name a short name for messages
     * @param sentences the sentences as lists of tokens; iterated by the thread that calls {@link #readTokens}, and
     *     not copied
     * @return the source; reading throws {@link IllegalArgumentException} if a token is empty
     */
    static TokenSource of(String name, Iterable<? extends Collection<String>> sentences) {
        return of(name, sentences, PRETOKENIZED);
    }

    /**
     * Creates a source of sentences in memory that a known analyzer tokenized.
     *
     * @param name a short name for messages
     * @param sentences the sentences as lists of tokens; iterated by the thread that calls {@link #readTokens}, and
     *     not copied
     * @param provenance the settings that determined the tokens, such as {@code TextAnalyzer.provenance()}; models
     *     store them and tokenize queries accordingly
     * @return the source; reading throws {@link IllegalArgumentException} if a token is empty
     */
    static TokenSource of(
            String name, Iterable<? extends Collection<String>> sentences, Map<String, String> provenance) {
        return new MemorySource(name, sentences::iterator, false, provenance);
    }

    /**
     * Creates a source of a stream of sentences. It can be read once, which suffices for training: the tokens are
     * encoded to a temporary file during the only pass. {@link CorpusEncoder} keeps them for several training runs.
     *
     * @param name a short name for messages
     * @param sentences the sentences as arrays of tokens; consumed by the thread that calls {@link #readTokens}; the
     *     caller closes the stream
     * @return the source; reading it again throws {@link IllegalStateException}, an empty token
     *     {@link IllegalArgumentException}
     */
    static TokenSource of(String name, Stream<String[]> sentences) {
        return new MemorySource(
                name, () -> sentences.sequential().map(Arrays::asList).iterator(), true, PRETOKENIZED);
    }

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
