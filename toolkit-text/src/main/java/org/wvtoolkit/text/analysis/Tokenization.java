package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.text.format.TextBlock;

/** Cuts a question as a corpus was cut. Safe for concurrent use. */
public final class Tokenization {
    private Tokenization() {}

    /**
     * The tokens of a question. With {@code whitespace}, and with {@code standard} for a question in ASCII, no class of Lucene's is
     * loaded, so that a one-shot question does not wait for it.
     *
     * @param analyzer the name of the analyzer that the corpus was cut with
     * @param question any text
     * @return its tokens, in order; none if it holds no word
     * @throws IllegalArgumentException if there is no such analyzer
     */
    public static List<String> tokenize(String analyzer, String question) {
        return tokenize(TextAnalyzers.named(analyzer), question);
    }

    /**
     * The tokens of a question, as {@link #tokenize(String, String)} gives them.
     *
     * @param analyzer what the corpus was cut with
     * @param question any text
     * @return its tokens, in order; none if it holds no word
     */
    public static List<String> tokenize(TextAnalyzer analyzer, String question) {
        byte[] utf8 = question.getBytes(StandardCharsets.UTF_8);
        List<String> tokens = new ArrayList<>();
        try (TextTokenizer tokenizer = analyzer.newTokenizer()) {
            tokenizer.tokenize(
                    Arrays.copyOf(utf8, utf8.length + TextBlock.PADDING), utf8.length, false, new ListSink(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is read from anywhere", e);
        }
        return List.copyOf(tokens);
    }

    /** Keeps tokens as strings; sentences do not matter to a question. */
    private record ListSink(List<String> tokens) implements TokenSink {
        @Override
        public void beginChunk(long chunkNumber) {}

        @Override
        public void token(byte[] utf8, int offset, int length) {
            tokens.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void endSentence() {}

        @Override
        public void endChunk() {}
    }
}
