package org.wvtoolkit.query;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class SpellingsTest {
    private static Vocabulary vocabulary(List<String> words) {
        return VocabularyBuilder.of(words, new long[words.size()]);
    }

    /** Reference implementation with the complete table. */
    private static int reference(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                int best = i == 0 ? j : j == 0 ? i : Math.min(table[i - 1][j], table[i][j - 1]) + 1;
                if (i > 0 && j > 0) {
                    best = Math.min(best, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                }
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    best = Math.min(best, table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        return table[a.length][b.length];
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName("Spellings equal those of the reference implementation")
    void sameAsReference(long seed) {
        Random random = new Random(seed);
        String[] letters = {"a", "b", "ü", "中", "😀"};
        Set<String> distinct = new LinkedHashSet<>();
        while (distinct.size() < 3000) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                word.append(letters[random.nextInt(letters.length)]);
            }
            distinct.add(word.toString());
        }
        List<String> words = new ArrayList<>(distinct);
        Vocabulary vocabulary = vocabulary(words.subList(0, 2000));
        for (String asked : words.subList(2000, 2060)) {
            List<String> expected = new ArrayList<>();
            int[] distances =
                    words.stream().mapToInt(word -> reference(asked, word)).toArray();
            int limit = asked.codePointCount(0, asked.length()) <= 3 ? 1 : 2;
            for (int distance = 0; distance <= limit; distance++) {
                for (int id = 0; id < vocabulary.size(); id++) {
                    if (expected.size() < 7 && distances[id] == distance) {
                        expected.add(words.get(id));
                    }
                }
            }
            assertEquals(expected, Spellings.nearest(vocabulary, asked, 7), asked);
        }
    }

    @Test
    @DisplayName("Results are ordered by distance and then by frequency")
    void order() {
        Vocabulary vocabulary = vocabulary(List.of("farce", "prance", "franc", "france", "frank", "rfance", "xy"));
        assertEquals(List.of("farce", "france", "rfance"), Spellings.nearest(vocabulary, "fance", 3));
        assertEquals(List.of("xy"), Spellings.nearest(vocabulary, "xz", 3));
        assertEquals(List.of(), Spellings.nearest(vocabulary, "zz", 3));
        assertEquals(List.of(), Spellings.nearest(vocabulary, "", 3));
        assertEquals(List.of(), Spellings.nearest(vocabulary, "x".repeat(100_000), 3));
    }

    @Test
    @DisplayName("Names of a list are ordered by distance and then by their order; transpositions are one edit")
    void names() {
        List<String> commands = List.of("man", "bias", "tran", "train");
        assertEquals(List.of("tran", "train"), Spellings.nearest(commands, "trian", 3));
        assertEquals(List.of(), Spellings.nearest(commands, "explore", 3));
        assertEquals(List.of(), Spellings.nearest(List.of(), "train", 3));
    }

    @Test
    @DisplayName("Words that are not UTF-8 are handled")
    void invalidUtf8() {
        byte[] bytes = "caf".getBytes(StandardCharsets.UTF_8);
        var utf8 = Arena.ofAuto().allocate(64);
        MemorySegment.copy(bytes, 0, utf8, JAVA_BYTE, 0, 3);
        utf8.set(JAVA_BYTE, 3, (byte) 0xE9);
        utf8.set(JAVA_BYTE, 4, (byte) 0xF4);
        Vocabulary vocabulary = VocabularyBuilder.of(utf8, new long[] {0, 4, 5}, new long[2]);
        assertEquals(List.of("caf\uFFFD"), Spellings.nearest(vocabulary, "café", 3));
    }
}
