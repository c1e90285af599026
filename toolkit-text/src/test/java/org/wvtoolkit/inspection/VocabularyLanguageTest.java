package org.wvtoolkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class VocabularyLanguageTest {
    private static Vocabulary vocabulary(String frequent) {
        List<String> words = new ArrayList<>(List.of(frequent.split(" ", -1)));
        for (int i = words.size(); i < 60; i++) {
            words.add("x" + i);
        }
        long[] counts = new long[words.size()];
        for (int id = 0; id < counts.length; id++) {
            counts[id] = 1000L - id;
        }
        return VocabularyBuilder.of(words, counts);
    }

    @Test
    @DisplayName("the most frequent words determine the language")
    void frequentWords() {
        assertEquals(
                Optional.of("german"),
                VocabularyLanguage.of(
                        vocabulary("der die und das ist nicht mit sich auf eine wurde auch"), "standard"));
        assertEquals(
                Optional.of("english"),
                VocabularyLanguage.of(vocabulary("the of and in to was is for on as with by that he at"), ""));
        assertEquals(Optional.of("russian"), VocabularyLanguage.of(vocabulary("и в не на что он с как это по но"), ""));
    }

    @Test
    @DisplayName("the analyzer determines the language of models without stop words")
    void analyzer() {
        assertEquals(Optional.of("german"), VocabularyLanguage.of(vocabulary("stadt"), "german"));
    }

    @Test
    @DisplayName("a vocabulary without stop words has no known language")
    void unknown() {
        assertEquals(Optional.empty(), VocabularyLanguage.of(vocabulary("qwerty"), "standard"));
        assertEquals(
                Optional.empty(),
                VocabularyLanguage.of(VocabularyBuilder.of(List.of("die"), new long[] {9}), "standard"));
    }
}
