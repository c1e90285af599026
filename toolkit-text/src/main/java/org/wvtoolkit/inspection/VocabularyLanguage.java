package org.wvtoolkit.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.wvtoolkit.text.analysis.StopWords;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Heuristic identification of the language of a model. */
public final class VocabularyLanguage {
    private static final int MAX_FREQUENT = 300;
    private static final int LEAST = 50;

    private VocabularyLanguage() {}

    /**
     * Identifies the language of a vocabulary by the analyzer of its corpus and by its most frequent words.
     *
     * @param vocabulary the words, the most frequent first
     * @param analyzer the name of the analyzer of the corpus, or an empty string
     * @return the name of a language in lower case, such as {@code german}; empty if it is not known
     */
    public static Optional<String> of(Vocabulary vocabulary, String analyzer) {
        if (StopWords.byLanguage().containsKey(analyzer)) {
            return Optional.of(analyzer);
        }
        if (vocabulary.size() < LEAST) {
            return Optional.empty();
        }
        LanguageTally tally = new LanguageTally(new LanguageTally.Lists());
        for (int id = 0; id < Math.min(MAX_FREQUENT, vocabulary.size()); id++) {
            byte[] word = vocabulary.word(id).getBytes(StandardCharsets.UTF_8);
            tally.token(word, 0, word.length);
        }
        tally.lineEnd();
        return tally.shares().keySet().stream().findFirst().filter(language -> !language.startsWith("unknown"));
    }
}
