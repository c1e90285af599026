package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VocabularyPrefixTest {
    private static Vocabulary vocabulary(List<String> words) {
        return VocabularyBuilder.of(
                words,
                IntStream.range(0, words.size())
                        .mapToLong(id -> words.size() - id)
                        .toArray());
    }

    @Test
    @DisplayName("the words with a prefix are those that a scan finds, the most frequent first")
    void scan() {
        Random random = new Random(3);
        List<String> letters = List.of("a", "é", "中", "😀");
        List<String> words = IntStream.range(0, 500)
                .mapToObj(i -> random.ints(1 + random.nextInt(5), 0, letters.size())
                        .mapToObj(letters::get)
                        .collect(Collectors.joining()))
                .distinct()
                .toList();
        Vocabulary vocabulary = vocabulary(words);
        for (String prefix : List.of("", "a", "aa", "é", "éa", "中😀", "😀😀😀", "b", "\uFFFF", "aaaaaaaa")) {
            for (int limit : new int[] {0, 1, 7, 1000}) {
                int[] expected = IntStream.range(0, words.size())
                        .filter(id -> words.get(id).startsWith(prefix))
                        .limit(limit)
                        .toArray();
                assertArrayEquals(expected, vocabulary.idsWithPrefix(prefix, limit), prefix + ", limit " + limit);
            }
        }
    }

    @Test
    @DisplayName("an empty vocabulary has no word with any prefix")
    void empty() {
        assertArrayEquals(new int[0], vocabulary(List.of()).idsWithPrefix("", 5));
        assertArrayEquals(new int[0], vocabulary(List.of()).idsWithPrefix("a", 5));
    }
}
