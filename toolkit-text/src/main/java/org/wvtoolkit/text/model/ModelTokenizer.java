package org.wvtoolkit.text.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.phrases.KnownPhrases;
import org.wvtoolkit.phrases.PhrasedSource;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.text.analysis.UnknownAnalyzerException;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Tokenizes text in the same way as the corpus of a model was tokenized: by the analyzer that the model's metadata
 * record, with words joined to the phrases of the vocabulary if the corpus had phrases.
 *
 * <p>If the metadata record no analyzer, as in imported models, text is split at white space. In such models, and in
 * models whose analyzer does not change letters ({@code whitespace}), a word that is out of vocabulary is also looked
 * up in lower case.
 *
 * <p>Thread-safe while the embeddings are open. The analyzer is created when it is first needed, so that a query whose
 * words are all in the vocabulary does not load Lucene.
 */
public final class ModelTokenizer {
    private static final String AS_TYPED = "whitespace";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final Vocabulary vocabulary;
    private final ModelMetadata metadata;
    private final @Nullable TextAnalyzer given;
    private final Optional<String> analyzerName;
    private final String connector;

    private ModelTokenizer(Vocabulary vocabulary, ModelMetadata metadata, @Nullable TextAnalyzer given) {
        this.vocabulary = vocabulary;
        this.metadata = metadata;
        this.given = given;
        this.analyzerName = given == null ? text(TextAnalyzers.NAME) : Optional.of(given.name());
        this.connector = text(PhrasedSource.CONNECTOR).orElse("");
    }

    private Optional<String> text(String name) {
        return metadata.get(ModelMetadata.TEXT_PREFIX + name);
    }

    /**
     * Returns the tokenizer of a model.
     *
     * @param embeddings must stay open while the tokenizer is used
     * @return the tokenizer
     */
    public static ModelTokenizer of(Embeddings embeddings) {
        return of(embeddings.vocabulary(), embeddings.metadata());
    }

    /**
     * Returns the tokenizer of a model other than embeddings, such as a classifier.
     *
     * @param vocabulary the words of the model; must stay open while the tokenizer is used
     * @param metadata the model's metadata
     * @return the tokenizer
     */
    public static ModelTokenizer of(Vocabulary vocabulary, ModelMetadata metadata) {
        return new ModelTokenizer(vocabulary, metadata, null);
    }

    /**
     * Returns this tokenizer with a given analyzer in place of the recorded one, for example an analyzer that is not
     * registered.
     *
     * @param analyzer the analyzer of the corpus
     * @return the tokenizer
     */
    public ModelTokenizer withAnalyzer(TextAnalyzer analyzer) {
        return new ModelTokenizer(vocabulary, metadata, analyzer);
    }

    /**
     * Returns the name of the analyzer of the corpus.
     *
     * @return the name, or empty if the metadata record none
     */
    public Optional<String> analyzerName() {
        return analyzerName;
    }

    /**
     * Returns whether an out-of-vocabulary word is also looked up in lower case.
     *
     * @return true if no analyzer is recorded, or it does not change letters
     */
    public boolean triesLowerCase() {
        return analyzerName.isEmpty() || analyzerName.get().equals(AS_TYPED);
    }

    /**
     * Returns an analyzer that tokenizes text as the corpus was tokenized, and joins phrases.
     *
     * @return the analyzer; the one that splits at white space if the metadata record none
     * @throws IOException if the recorded analyzer is not registered, or its settings are unknown to this version
     */
    public TextAnalyzer analyzer() throws IOException {
        return analyzer(TextAnalyzers.named(AS_TYPED));
    }

    /**
     * Returns an analyzer that tokenizes text as the corpus was tokenized, and joins phrases.
     *
     * @param unrecorded the analyzer to use if the metadata record none
     * @return the analyzer
     * @throws IOException if the recorded analyzer is not registered, or its settings are unknown to this version
     */
    public TextAnalyzer analyzer(TextAnalyzer unrecorded) throws IOException {
        TextAnalyzer words = analyzerName.isPresent() ? recorded() : unrecorded;
        if (connector.isEmpty()) {
            return words;
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(PhrasedSource.CONNECTOR, connector);
        text(PhrasedSource.FINGERPRINT).ifPresent(phrases -> provenance.put(PhrasedSource.FINGERPRINT, phrases));
        return new PhraseAnalyzer(words, KnownPhrases.of(vocabulary, connector), provenance);
    }

    private TextAnalyzer recorded() throws IOException {
        if (given != null) {
            return given;
        }
        try {
            return TextAnalyzers.of(this::text);
        } catch (UnknownAnalyzerException missing) {
            throw new IOException(
                    "analyzer '" + missing.analyzer()
                            + "' of the model is not registered; add the library that provides"
                            + " it to the class path",
                    missing);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(
                    "the model was trained with another version of the toolkit: " + unknown.getMessage(), unknown);
        }
    }

    /**
     * Tokenizes a query.
     *
     * @param query text as typed by a user
     * @return its words in order; empty if the analyzer finds none
     * @throws IOException if the recorded analyzer is not registered, or its settings are unknown to this version
     */
    public List<String> words(String query) throws IOException {
        String stripped = query.strip();
        if (vocabulary.id(stripped) >= 0) {
            // A word of the vocabulary is unambiguous and requires no analyzer.
            return List.of(stripped);
        }
        List<String> words;
        if (analyzerName.isPresent()) {
            words = Tokenization.tokenize(recorded(), query);
        } else {
            words = stripped.isEmpty() ? List.of() : List.of(stripped);
        }
        if (!connector.isEmpty()) {
            words = KnownPhrases.ofQueries(vocabulary, connector).join(words);
        }
        return triesLowerCase() ? knownCase(words) : words;
    }

    /**
     * Returns the words of a text, including out-of-vocabulary words.
     *
     * @param text any text
     * @return its words in order; if the metadata record no analyzer, the text is split at white space
     * @throws IOException if the recorded analyzer is not registered, or its settings are unknown to this version
     */
    public List<String> wordsOfText(String text) throws IOException {
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
