package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class SampleWordsTest {
    private static Vocabulary vocabulary(List<String> words) {
        long[] counts = new long[words.size()];
        for (int id = 0; id < counts.length; id++) {
            counts[id] = 10_000L - id;
        }
        return VocabularyBuilder.of(words, counts);
    }

    private static String letters(int number) {
        StringBuilder word = new StringBuilder("word");
        for (int rest = number; rest > 0; rest /= 26) {
            word.append((char) ('a' + rest % 26));
        }
        return word.toString();
    }

    @Test
    @DisplayName("samples are words of medium frequency, each at twice the rank of the previous one")
    void ranks() {
        List<String> words = new ArrayList<>();
        for (int id = 0; id < 5000; id++) {
            words.add(letters(id));
        }
        assertEquals(
                List.of(letters(300), letters(600), letters(1200), letters(2400)),
                SampleWords.of(vocabulary(words), 4));
    }

    @Test
    @DisplayName("numbers and short words are skipped")
    void skippedWords() {
        assertEquals(
                List.of("river", "houses"),
                SampleWords.of(vocabulary(List.of("the", "of", "1984", "sea", "river", "x2", "houses")), 2));
    }

    @Test
    @DisplayName("a word of two ideographs is long enough")
    void ideographs() {
        assertEquals(List.of("中国"), SampleWords.of(vocabulary(List.of("的", "了", "中国", "人")), 4));
    }

    @Test
    @DisplayName("a vocabulary of one word is accepted")
    void smallVocabulary() {
        assertEquals(List.of("word"), SampleWords.of(vocabulary(List.of("word")), 4));
        assertEquals(List.of(), SampleWords.of(vocabulary(List.of("a")), 4));
    }
}
