package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.text.model.ModelTokenizer;

/** Resolves the words of command-line arguments by the {@link ModelTokenizer}, and reports arguments without words. */
public final class QuestionWords {
    /** Analyzer of models whose metadata record none. */
    private static final String NO_ANALYZER = "whitespace";

    /** Number of words that are reported by name; further ones are counted. */
    private static final int MAX_NAMED = 10;

    private QuestionWords() {}

    /**
     * Resolves an argument.
     *
     * @param embeddings the model
     * @param typed an argument of the command line
     * @return one or more words
     * @throws IOException if it contains no word, or the model's analyzer is unknown
     */
    public static List<String> of(Embeddings embeddings, String typed) throws IOException {
        ModelTokenizer tokenizer = ModelTokenizer.of(embeddings);
        List<String> words = tokenizer.words(typed);
        if (words.isEmpty()) {
            throw new IOException("\"" + typed + "\" contains no word after tokenization by the analyzer "
                    + tokenizer.analyzerName().orElse(NO_ANALYZER) + "; enter another word");
        }
        return words;
    }

    /**
     * Resolves several arguments.
     *
     * @param embeddings the model
     * @param typed arguments of the command line
     * @return their words in order
     * @throws IOException as {@link #of}
     */
    public static List<String> ofAll(Embeddings embeddings, List<String> typed) throws IOException {
        List<String> words = new ArrayList<>();
        for (String argument : typed) {
            words.addAll(of(embeddings, argument));
        }
        return words;
    }

    /**
     * Reports arguments that are written as one word and were divided into several tokens, if the vocabulary
     * contains all of these tokens.
     *
     * @param embeddings the model
     * @param typed arguments of the command line
     * @param treatment what the command does with the tokens, for example "the query is the sum of their vectors"
     * @param context has standard error
     * @throws IOException if the model's analyzer is unknown
     */
    public static void noteDivided(Embeddings embeddings, List<String> typed, String treatment, ProcessContext context)
            throws IOException {
        for (String argument : typed) {
            boolean several = argument.chars().anyMatch(Character::isWhitespace);
            List<String> words =
                    several ? List.of() : ModelTokenizer.of(embeddings).words(argument);
            if (words.size() > 1
                    && words.stream().allMatch(word -> embeddings.vocabulary().id(word) >= 0)) {
                context.err()
                        .println(Quantities.oneLine("\"" + argument + "\" is tokenized into " + words.size()
                                + " words (" + String.join(", ", words) + "); " + treatment));
            }
        }
    }

    /**
     * Tokenizes a text, including out-of-vocabulary words.
     *
     * @param embeddings the model
     * @param typed any text
     * @return its words in order; if the model names no analyzer, the text is split at spaces
     * @throws IOException as {@link #of}
     */
    public static List<String> ofText(Embeddings embeddings, String typed) throws IOException {
        List<String> words = ModelTokenizer.of(embeddings).wordsOfText(typed);
        return words.isEmpty() ? of(embeddings, typed) : words;
    }

    /**
     * Reports the out-of-vocabulary words of a text on standard error.
     *
     * @param all the words of the text
     * @param known those in the vocabulary
     * @param context has standard error
     */
    public static void noteUnknown(List<String> all, List<String> known, ProcessContext context) {
        List<String> unknown = new ArrayList<>(new LinkedHashSet<>(all));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            String words = String.join(", ", unknown.subList(0, Math.min(MAX_NAMED, unknown.size())));
            context.err()
                    .println(Quantities.oneLine("out of vocabulary, skipped: " + words
                            + (unknown.size() > MAX_NAMED ? ", and " + (unknown.size() - MAX_NAMED) + " more" : "")));
        }
    }
}
