package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.phrases.KnownPhrases;
import org.wvtoolkit.phrases.PhrasedSource;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Resolves the words of a query to the model's spelling: as typed if the model contains them, otherwise tokenized
 * and normalised by the analyzer of the model's corpus. If the model names no analyzer, as imported models, or one
 * that keeps words as they are, a word that is unknown as typed is tried in lower case.
 */
public final class QuestionWords {
    private static final String AS_TYPED = "whitespace";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** Number of words that are reported by name; further ones are counted. */
    private static final int MOST_NAMED = 10;

    private QuestionWords() {}

    /**
     * Resolves an argument.
     *
     * @param embeddings the model
     * @param typed an argument of the command line
     * @return one or more words
     * @throws IOException if no token is left of it, or the model's analyzer is unknown
     */
    public static List<String> of(Embeddings embeddings, String typed) throws IOException {
        String stripped = typed.strip();
        if (embeddings.vocabulary().id(stripped) >= 0) {
            // A word of the model as typed: unambiguous, and no analyzer must be loaded.
            return List.of(stripped);
        }
        Optional<String> analyzer = embeddings.metadata().get(ModelMetadata.TEXT_PREFIX + TextAnalyzers.NAME);
        List<String> words;
        try {
            words = analyzer.isPresent()
                    ? Tokenization.tokenize(
                            TextAnalyzers.of(name -> embeddings.metadata().get(ModelMetadata.TEXT_PREFIX + name)),
                            typed)
                    : asTyped(typed);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("the model was trained with another version of wv: " + unknown.getMessage(), unknown);
        }
        String connector = embeddings
                .metadata()
                .get(ModelMetadata.TEXT_PREFIX + PhrasedSource.CONNECTOR)
                .orElse("");
        if (!connector.isEmpty()) {
            words = KnownPhrases.join(
                    words, connector, word -> embeddings.vocabulary().id(word) >= 0);
        }
        if (words.isEmpty()) {
            throw new IOException(
                    "\"" + typed + "\" has no word that the model could know; its words were cut by the analyzer "
                            + analyzer.orElse(AS_TYPED) + ": ask for another word");
        }
        return analyzer.isEmpty() || analyzer.get().equals(AS_TYPED)
                ? knownCase(embeddings.vocabulary(), words)
                : words;
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
     * Tokenizes a text, including out-of-vocabulary words.
     *
     * @param embeddings the model
     * @param typed any text
     * @return its words in order; if the model names no analyzer, the text is split at spaces
     * @throws IOException as {@link #of}
     */
    public static List<String> ofText(Embeddings embeddings, String typed) throws IOException {
        if (embeddings
                .metadata()
                .get(ModelMetadata.TEXT_PREFIX + TextAnalyzers.NAME)
                .isPresent()) {
            return of(embeddings, typed);
        }
        List<String> words = new ArrayList<>();
        for (String part : SPACES.split(typed.strip(), -1)) {
            words.addAll(of(embeddings, part));
        }
        return words;
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
            String words = String.join(", ", unknown.subList(0, Math.min(MOST_NAMED, unknown.size())));
            context.err()
                    .println(Quantities.oneLine("out of vocabulary, skipped: " + words
                            + (unknown.size() > MOST_NAMED ? ", and " + (unknown.size() - MOST_NAMED) + " more" : "")));
        }
    }

    private static List<String> asTyped(String typed) {
        String word = typed.strip();
        return word.isEmpty() ? List.of() : List.of(word);
    }

    private static List<String> knownCase(Vocabulary vocabulary, List<String> words) {
        List<String> known = new ArrayList<>(words.size());
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            known.add(vocabulary.id(word) < 0 && vocabulary.id(lower) >= 0 ? lower : word);
        }
        return known;
    }
}
