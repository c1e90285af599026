package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.corpus.TokenList;
import org.wvtoolkit.text.format.TextBlock;

/** Tokenization of a query. Thread-safe. */
public final class Tokenization {
    private Tokenization() {}

    /**
     * Tokenizes a query with a named analyzer. The analyzer {@code whitespace}, and
     * {@code standard} for a query in ASCII, load no class of Lucene, which keeps the start-up time
     * short.
     *
     * @param analyzer the name of the analyzer of the corpus
     * @param question the query
     * @return the tokens in order; empty if the query has no word
     * @throws IllegalArgumentException if there is no such analyzer
     */
    public static List<String> tokenize(String analyzer, String question) {
        return tokenize(TextAnalyzers.named(analyzer), question);
    }

    /**
     * Tokenizes a query.
     *
     * @param analyzer the analyzer of the corpus
     * @param question the query
     * @return the tokens in order; empty if the query has no word
     */
    public static List<String> tokenize(TextAnalyzer analyzer, String question) {
        byte[] utf8 = question.getBytes(StandardCharsets.UTF_8);
        List<String> tokens = new ArrayList<>();
        try (TextTokenizer tokenizer = analyzer.newTokenizer()) {
            tokenizer.tokenize(
                    Arrays.copyOf(utf8, utf8.length + TextBlock.PADDING), utf8.length, false, new TokenList(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected I/O error on an array", e);
        }
        return List.copyOf(tokens);
    }
}
