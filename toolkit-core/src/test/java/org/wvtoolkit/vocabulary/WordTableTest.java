package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

class WordTableTest {
    /** Returns bytes as a string with one character per byte, for use as a map key. */
    private static String key(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("Counts and numbers words like a hash map")
    void sameAsHashMap(int seed) {
        Random random = new Random(seed);
        Map<String, Integer> numbers = new HashMap<>();
        List<Long> counts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        // Few distinct bytes produce many words with common prefixes; all 256 bytes, 0 included,
        // produce unusual ones.
        int alphabet = seed % 2 == 0 ? 2 : 256;
        byte[] array = new byte[400];
        try (WordTable table = new WordTable()) {
            for (int i = 0; i < 40_000; i++) {
                int length = random.nextInt(50) == 0 ? random.nextInt(300) : random.nextInt(alphabet == 2 ? 41 : 20);
                // Every second word ends at the end of the array, beyond which nothing may be read.
                int offset = random.nextBoolean() ? array.length - length : random.nextInt(array.length - length + 1);
                for (int k = Math.max(0, offset - 8); k < array.length; k++) {
                    array[k] = (byte) random.nextInt(alphabet);
                }
                if (i % 3 == 0 && !words.isEmpty()) {
                    byte[] known = words.get(random.nextInt(words.size())).getBytes(StandardCharsets.ISO_8859_1);
                    length = known.length;
                    offset = random.nextBoolean() ? array.length - length : random.nextInt(array.length - length + 1);
                    System.arraycopy(known, 0, array, offset, length);
                }
                String word = key(array, offset, length);
                int expected = numbers.computeIfAbsent(word, absent -> {
                    words.add(absent);
                    counts.add(0L);
                    return words.size() - 1;
                });
                long times = i % 5 == 0 ? random.nextLong(1L << 40) : 1;
                counts.set(expected, counts.get(expected) + times);
                int actual = times == 1 ? table.add(array, offset, length) : table.add(array, offset, length, times);
                assertEquals(expected, actual, "seed " + seed + ", word " + i);
            }
            assertEquals(words.size(), table.size(), "seed " + seed);
            byte[] copy = new byte[400];
            for (int word = 0; word < words.size(); word++) {
                assertEquals(counts.get(word), table.count(word), "seed " + seed + ", word " + word);
                assertEquals(words.get(word).length(), table.length(word), "seed " + seed + ", word " + word);
                table.copy(word, copy, 3);
                assertEquals(words.get(word), key(copy, 3, table.length(word)), "seed " + seed + ", word " + word);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("Adding another table equals adding each of its words")
    void addAll(int seed) {
        Random random = new Random(seed);
        try (WordTable one = new WordTable();
                WordTable other = new WordTable();
                WordTable expected = new WordTable()) {
            for (int i = 0; i < 30_000; i++) {
                byte[] word = new byte[random.nextInt(30)];
                for (int k = 0; k < word.length; k++) {
                    word[k] = (byte) random.nextInt(3);
                }
                (random.nextInt(seed + 1) == 0 ? one : other).add(word, 0, word.length, 1 + i % 7);
                expected.add(word, 0, word.length, 1 + i % 7);
            }
            int before = one.size();
            int[] numbers = one.addAll(other);
            assertEquals(expected.size(), one.size(), "seed " + seed);
            byte[] word = new byte[30];
            for (int number = 0; number < one.size(); number++) {
                one.copy(number, word, 0);
                int there = expected.add(word, 0, one.length(number), 0);
                assertEquals(expected.count(there), one.count(number), "seed " + seed + ", word " + number);
            }
            for (int number = 0; number < other.size(); number++) {
                other.copy(number, word, 0);
                assertEquals(one.add(word, 0, other.length(number), 0), numbers[number], "seed " + seed);
            }
            assertEquals(expected.size(), one.size(), "seed " + seed + ": no word came twice, " + before + " before");
        }
    }

    @Test
    @DisplayName("Words that differ in one byte are distinct")
    void oneByteDifference() {
        Set<String> expected = new HashSet<>();
        try (WordTable table = new WordTable()) {
            for (int length = 0; length <= 40; length++) {
                for (int changed = 0; changed <= length; changed++) {
                    byte[] word = new byte[length];
                    if (changed < length) {
                        word[changed] = -128;
                    }
                    expected.add(key(word, 0, length));
                    table.add(word, 0, length);
                    // The same word surrounded by other bytes is the same word.
                    byte[] surrounded = new byte[length + 20];
                    Arrays.fill(surrounded, (byte) 0x7F);
                    System.arraycopy(word, 0, surrounded, 5, length);
                    table.add(surrounded, 5, length);
                    assertEquals(expected.size(), table.size(), "length " + length + ", byte " + changed);
                }
            }
        }
    }

    @Test
    @DisplayName("A very long word is stored completely")
    void longWord() {
        byte[] word = new byte[1 << 20];
        new Random(9).nextBytes(word);
        try (WordTable table = new WordTable()) {
            assertEquals(0, table.add(word, 0, word.length));
            for (int i = 0; i < 5000; i++) { // until the table has grown, which reads each word again
                byte[] other = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
                table.add(other, 0, other.length);
            }
            assertEquals(0, table.add(word, 0, word.length));
            assertEquals(5001, table.add(word, 0, word.length - 1));
            assertEquals(2, table.count(0));
        }
    }

    @Test
    @DisplayName("Bytes outside the array are rejected")
    void outOfBounds() {
        byte[] array = new byte[10];
        try (WordTable table = new WordTable()) {
            assertThrows(IndexOutOfBoundsException.class, () -> table.add(array, 5, 6));
            assertThrows(IndexOutOfBoundsException.class, () -> table.add(array, -1, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> table.add(array, 3, -1));
            assertThrows(IndexOutOfBoundsException.class, () -> table.add(array, Integer.MAX_VALUE, 1));
            assertEquals(0, table.size());
            assertThrows(IndexOutOfBoundsException.class, () -> table.count(0));
            assertThrows(IndexOutOfBoundsException.class, () -> table.length(0));
            table.add(array, 0, 1);
            assertThrows(IndexOutOfBoundsException.class, () -> table.count(1));
            assertThrows(IndexOutOfBoundsException.class, () -> table.length(-1));
        }
    }

    @Test
    @DisplayName("A word is found by its bytes, and another word is not")
    void find() {
        try (WordTable table = new WordTable()) {
            for (int word = 0; word < 5_000; word++) {
                byte[] utf8 = ("a word of some length " + word).getBytes(StandardCharsets.UTF_8);
                assertEquals(word, table.add(utf8, word % 23, utf8.length - word % 23));
            }
            for (int word = 0; word < 5_000; word++) {
                byte[] utf8 = ("a word of some length " + word).getBytes(StandardCharsets.UTF_8);
                int from = word % 23;
                assertEquals(word, table.find(utf8, from, utf8.length - from));
                assertEquals(-1, table.find(("!" + word).getBytes(StandardCharsets.UTF_8), 0, 2));
            }
            assertEquals(5_000, table.size());
        }
    }
}
