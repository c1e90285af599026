package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyBuilderTest {
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Counted(int number, byte[] word, long count) {}

    private static byte[] randomWord(Random random) {
        byte[] word = new byte[random.nextInt(12)];
        for (int k = 0; k < word.length; k++) {
            // Bytes below and above 128 with many zeros, so that words share prefixes beyond the
            // eighth byte.
            word[k] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(2) * 0x80);
        }
        return word;
    }

    private static byte[] bytes(Vocabulary vocabulary, int id) {
        return vocabulary
                .utf8()
                .asSlice(vocabulary.offset(id), vocabulary.length(id))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    @DisplayName("Sorts by count and then by unsigned bytes")
    void order(int seed) {
        Random random = new Random(seed);
        int distinct = seed == 1 ? 0 : seed == 2 ? 1 : random.nextInt(4000);
        long minCount = 1L + random.nextInt(4);
        int maximumSize = seed % 3 == 0 ? 1 + random.nextInt(500) : Integer.MAX_VALUE;
        List<Counted> all = new ArrayList<>();
        try (WordTable table = new WordTable()) {
            for (int i = 0; i < distinct; i++) {
                byte[] word = randomWord(random);
                long count = random.nextInt(100) == 0 ? random.nextLong(1L << 50) : 1L + random.nextInt(6);
                int before = table.size();
                if (table.add(word, 0, word.length, count) == before) {
                    all.add(new Counted(before, word, count));
                } else {
                    i--; // already in the table: restore its count and draw another word
                    int known = table.add(word, 0, word.length, -count);
                    assertEquals(all.get(known).count(), table.count(known));
                }
            }
            List<Counted> expected = all.stream()
                    .filter(word -> word.count() >= minCount)
                    .sorted(Comparator.comparingLong(Counted::count)
                            .reversed()
                            .thenComparing(Counted::word, Arrays::compareUnsigned))
                    .limit(maximumSize)
                    .toList();
            VocabularyBuilder.NumberedWords numbered =
                    VocabularyBuilder.of(table, new VocabularyOptions(minCount, maximumSize));
            Vocabulary vocabulary = numbered.vocabulary();
            assertEquals(expected.size(), vocabulary.size(), "seed " + seed);
            int[] idOfWord = new int[all.size()];
            Arrays.fill(idOfWord, -1);
            for (int id = 0; id < expected.size(); id++) {
                String message = "seed " + seed + ", id " + id;
                Counted word = expected.get(id);
                idOfWord[word.number()] = id;
                assertArrayEquals(word.word(), bytes(vocabulary, id), message);
                assertEquals(word.count(), vocabulary.count(id), message);
                assertEquals(id, vocabulary.id(word.word()), message);
            }
            assertArrayEquals(idOfWord, numbered.idOfWord(), "seed " + seed);
            assertEquals(expected.stream().mapToLong(Counted::count).sum(), vocabulary.totalCount());
            checkOrder(vocabulary, "seed " + seed);
            Set<String> known = new HashSet<>();
            expected.forEach(word -> known.add(Arrays.toString(word.word())));
            List<byte[]> asked = new ArrayList<>();
            for (Counted word : all) {
                asked.add(word.word());
                asked.add(Arrays.copyOf(word.word(), word.word().length / 2));
                asked.add(Arrays.copyOf(word.word(), word.word().length + 1));
                asked.add(randomWord(random));
            }
            for (byte[] word : asked) {
                int id = vocabulary.id(word);
                assertEquals(known.contains(Arrays.toString(word)), id >= 0, "seed " + seed);
                assertTrue(id < 0 || Arrays.equals(word, bytes(vocabulary, id)), "seed " + seed);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("Predefined words are added, or are the only words kept")
    void predefinedWords(int seed) {
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            // Some words are longer than the initial size of the array that they are copied
            // through.
            words.add((random.nextInt(20) == 0 ? "x".repeat(100) : "") + "w" + i);
        }
        List<String> knownWords = words.subList(100, 250);
        long[] knownCounts = random.longs(150, 0, 9).toArray();
        Vocabulary known = VocabularyBuilder.of(knownWords, knownCounts);
        for (boolean closed : new boolean[] {false, true}) {
            try (WordTable table = new WordTable()) {
                Map<String, Long> expected = new HashMap<>();
                for (String word : words.subList(0, 200)) {
                    long count = 1L + random.nextInt(9);
                    byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
                    table.add(utf8, 0, utf8.length, count);
                    boolean isKnown = known.id(word) >= 0;
                    if (closed ? isKnown : isKnown || count >= 4) {
                        expected.put(word, count);
                    }
                }
                for (int i = 0; i < 150 && !closed; i++) {
                    expected.merge(knownWords.get(i), knownCounts[i], Long::sum);
                }
                Vocabulary vocabulary = VocabularyBuilder.of(
                                table, new VocabularyOptions(4, Integer.MAX_VALUE), new PredefinedWords(known, closed))
                        .vocabulary();
                assertEquals(expected.size(), vocabulary.size(), "seed " + seed);
                for (int id = 0; id < vocabulary.size(); id++) {
                    assertEquals(expected.get(vocabulary.word(id)), vocabulary.count(id), "seed " + seed);
                    assertTrue(id == 0 || vocabulary.count(id) <= vocabulary.count(id - 1), "seed " + seed);
                }
                checkOrder(vocabulary, "seed " + seed);
            }
        }
    }

    /**
     * Checks that the order contains every id once, with the words in ascending order of their
     * bytes.
     */
    private static void checkOrder(Vocabulary vocabulary, String message) {
        Set<Integer> seen = new HashSet<>();
        for (int place = 0; place < vocabulary.size(); place++) {
            assertTrue(seen.add(vocabulary.idAtSortedPosition(place)), message);
            if (place > 0) {
                byte[] before = bytes(vocabulary, vocabulary.idAtSortedPosition(place - 1));
                byte[] after = bytes(vocabulary, vocabulary.idAtSortedPosition(place));
                assertTrue(Arrays.compareUnsigned(before, after) < 0, message);
            }
        }
    }

    @Test
    @DisplayName("A given order is kept")
    void givenOrder() {
        List<String> words = List.of("zebra", "", "a", "中国", "aa", "été", "a\0", "😀", "abcdefgh", "abcdefghi");
        long[] counts = {1, 9, 0, 4, 4, 2, 7, 3, 5, 6};
        Vocabulary vocabulary = VocabularyBuilder.of(words, counts);
        assertEquals(words.size(), vocabulary.size());
        for (int id = 0; id < words.size(); id++) {
            assertEquals(words.get(id), vocabulary.word(id));
            assertEquals(id, vocabulary.id(words.get(id)));
            assertEquals(counts[id], vocabulary.count(id));
        }
        for (String absent : List.of("zebr", "zebras", "中", "b", "abcdefg", "abcdefghij", "\uD83D", "a\0\0")) {
            assertEquals(-1, vocabulary.id(absent), absent);
        }
        assertEquals(41, vocabulary.totalCount());
        checkOrder(vocabulary, "given");
        Vocabulary copy = vocabulary.copy();
        for (int id = 0; id < words.size(); id++) {
            assertEquals(words.get(id), copy.word(id));
            assertEquals(counts[id], copy.count(id));
            assertEquals(id, copy.id(words.get(id)));
        }
    }

    @Test
    @DisplayName("Words given as bytes are kept unchanged")
    void givenBytes() {
        byte[] text = new byte[6 + 8];
        System.arraycopy(new byte[] {'b', -1, 'a', 'a', 'a', -128}, 0, text, 0, 6);
        // Words: "b\xFF", "a", "aa", "\x80"
        Vocabulary vocabulary =
                VocabularyBuilder.of(MemorySegment.ofArray(text), new long[] {0, 2, 3, 5, 6}, new long[] {1, 2, 3, 4});
        assertEquals(0, vocabulary.id(new byte[] {'b', -1}));
        assertEquals(1, vocabulary.id("a"));
        assertEquals(2, vocabulary.id("aa"));
        assertEquals(3, vocabulary.id(new byte[] {-128}));
        assertEquals(-1, vocabulary.id(new byte[] {'b'}));
        checkOrder(vocabulary, "bytes");
        assertEquals(6, vocabulary.utf8().byteSize());
    }

    @Test
    @DisplayName("An empty vocabulary contains no word")
    void empty() {
        Vocabulary vocabulary = VocabularyBuilder.of(List.of(), new long[0]);
        assertEquals(0, vocabulary.size());
        assertEquals(0, vocabulary.totalCount());
        assertEquals(-1, vocabulary.id(""));
        assertEquals(-1, vocabulary.id("a"));
        assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.word(0));
    }

    @Test
    @DisplayName("A duplicate word is rejected by name")
    void duplicateWord() {
        for (String word : List.of("", "dog", "longer than eight bytes", "中国")) {
            IllegalArgumentException refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> VocabularyBuilder.of(List.of("x", word, "y", word), new long[4]));
            assertEquals("duplicate word: " + word, refusal.getMessage());
        }
    }

    @Test
    @DisplayName("The number of counts must equal the number of words")
    void countMismatch() {
        assertThrows(IllegalArgumentException.class, () -> VocabularyBuilder.of(List.of("a"), new long[2]));
        assertThrows(IllegalArgumentException.class, () -> VocabularyBuilder.of(List.of("a"), new long[0]));
    }

    @Test
    @DisplayName("Negative counts are rejected")
    void negativeCount() {
        assertThrows(IllegalArgumentException.class, () -> VocabularyBuilder.of(List.of("a", "b"), new long[] {2, -1}));
    }

    @Test
    @DisplayName("Ids out of range are rejected")
    void idOutOfRange() {
        Vocabulary vocabulary = VocabularyBuilder.of(List.of("a", "b"), new long[2]);
        for (int id : new int[] {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.word(id));
            assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.count(id));
            assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.length(id));
            assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.offset(id));
            assertThrows(IndexOutOfBoundsException.class, () -> vocabulary.idAtSortedPosition(id));
        }
    }

    @Test
    @DisplayName("Options out of range are rejected")
    void optionOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new VocabularyOptions(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new VocabularyOptions(-5, 1));
        assertThrows(IllegalArgumentException.class, () -> new VocabularyOptions(1, 0));
        assertEquals(new VocabularyOptions(5, Integer.MAX_VALUE), VocabularyOptions.defaults());
    }

    @Test
    @DisplayName("Words are encoded in UTF-8")
    void utf8() {
        Vocabulary vocabulary = VocabularyBuilder.of(List.of("ü"), new long[1]);
        assertArrayEquals("ü".getBytes(StandardCharsets.UTF_8), bytes(vocabulary, 0));
    }
}
