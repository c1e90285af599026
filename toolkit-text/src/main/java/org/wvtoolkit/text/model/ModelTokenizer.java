package org.wvtoolkit.text.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.phrases.KnownPhrases;
import org.wvtoolkit.phrases.PhrasedSource;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Tokenizes queries as the corpus of a model was tokenized, by the analyzer and the phrases that
 * the model's metadata record.
 *
 * <p>A query that is a word of the vocabulary stays as it is. Where the model records no analyzer,
 * as imported ones do, or one that leaves words as they are, a word that the vocabulary lacks is
 * tried in lower case.
 *
 * <p>Threads: safe from any, as long as the embeddings are open. The analyzer is created when it is
 * first needed.
 */
public final class ModelTokenizer {
    private static final String AS_TYPED = "whitespace";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Vocabulary vocabulary;
    private final ModelMetadata metadata;
    private final Optional<String> analyzerName;
    private final String connector;

    private ModelTokenizer(Vocabulary vocabulary, ModelMetadata metadata) {
        this.vocabulary = vocabulary;
        this.metadata = metadata;
        this.analyzerName = metadata.get(ModelMetadata.TEXT_PREFIX + TextAnalyzers.NAME);
        this.connector = metadata.get(ModelMetadata.TEXT_PREFIX + PhrasedSource.CONNECTOR)
                .orElse("");
    }

    /**
     * The tokenizer of a model.
     *
     * @param embeddings stay open while queries are tokenized
     * @return the tokenizer
     */
    public static ModelTokenizer of(Embeddings embeddings) {
        return new ModelTokenizer(embeddings.vocabulary(), embeddings.metadata());
    }

    /**
     * The analyzer that tokenized the corpus.
     *
     * @return its name, or empty where the model records none
     */
    public Optional<String> analyzerName() {
        return analyzerName;
    }

    /**
     * The analyzer that tokenized the corpus.
     *
     * @return the analyzer; the default one where the model records none
     * @throws IllegalArgumentException if the model was made with an analyzer that this version lacks
     */
    public TextAnalyzer analyzer() {
        return TextAnalyzers.of(name -> metadata.get(ModelMetadata.TEXT_PREFIX + name));
    }

    /**
     * The words that the model looks up for a query.
     *
     * @param query as a user types it
     * @return its words, in order; empty if the analyzer finds none
     * @throws IllegalArgumentException if the model was made with an analyzer that this version lacks
     */
    public List<String> words(String query) {
        String stripped = query.strip();
        if (vocabulary.id(stripped) >= 0) {
            // As the vocabulary has it: nothing else can be meant, and no analyzer need be loaded.
            return List.of(stripped);
        }
        List<String> words = analyzerName.isPresent()
                ? Tokenization.tokenize(analyzer(), query)
                : stripped.isEmpty() ? List.of() : List.of(stripped);
        if (!connector.isEmpty()) {
            words = KnownPhrases.join(words, connector, word -> vocabulary.id(word) >= 0);
        }
        return analyzerName.isEmpty() || analyzerName.get().equals(AS_TYPED) ? knownCase(words) : words;
    }

    /**
     * The words of a text, whether the vocabulary has them or not.
     *
     * @param text any text
     * @return its words, in order; where the model records no analyzer, what stands between spaces
     * @throws IllegalArgumentException if the model was made with an analyzer that this version lacks
     */
    public List<String> wordsOfText(String text) {
        if (analyzerName.isPresent()) {
            return words(text);
        }
        List<String> words = new ArrayList<>();
        for (String part : SPACES.split(text.strip(), -1)) {
            words.addAll(words(part));
        }
        return words;
    }

    private List<String> knownCase(List<String> words) {
        List<String> known = new ArrayList<>(words.size());
        for (String word : words) {
            String lower = word.toLowerCase(Locale.ROOT);
            known.add(vocabulary.id(word) < 0 && vocabulary.id(lower) >= 0 ? lower : word);
        }
        return known;
    }
}
