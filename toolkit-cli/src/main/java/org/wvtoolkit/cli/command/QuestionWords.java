package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.Tokenization;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words of a question as the model spells them: cut and normalised by the analyzer that cut its corpus. Where the model names no
 * analyzer, as imported ones do, or one that leaves words as they are, a word that it does not know as typed is tried in lower
 * case.
 */
final class QuestionWords {
    private static final String ANALYZER = "analyzer";
    private static final String AS_TYPED = "whitespace";

    private QuestionWords() {}

    /**
     * The words that a model looks up for what was typed.
     *
     * @param embeddings the model
     * @param typed an argument of the command line
     * @return one word or more
     * @throws IOException if nothing is left of it, or the model's analyzer is not known here
     */
    static List<String> of(Embeddings embeddings, String typed) throws IOException {
        Optional<String> analyzer = embeddings.metadata().get(ModelMetadata.TEXT_PREFIX + ANALYZER);
        List<String> words;
        try {
            words = analyzer.isPresent() ? Tokenization.tokenize(analyzer.get(), typed) : asTyped(typed);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("the model was made with another version of wv: " + unknown.getMessage(), unknown);
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
     * The words of several arguments.
     *
     * @param embeddings the model
     * @param typed arguments of the command line
     * @return their words, in order
     * @throws IOException as {@link #of} does
     */
    static List<String> ofAll(Embeddings embeddings, List<String> typed) throws IOException {
        List<String> words = new ArrayList<>();
        for (String argument : typed) {
            words.addAll(of(embeddings, argument));
        }
        return words;
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
