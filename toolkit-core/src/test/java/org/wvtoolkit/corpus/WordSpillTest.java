package org.wvtoolkit.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordTable;

class WordSpillTest {
    private static final Limits UNLIMITED = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

    /** Beginnings that make words equal in their first eight bytes, and unsigned bytes matter. */
    private static final List<String> BEGINNINGS =
            List.of("", "w", "prefix-of-words-", "prefix-o", "\u00E9", "\0", "a\0");

    /** Limits on the memory and the number of words of each worker. */
    private record Limits(long tableBytes, long tableWords) {}

    @TempDir
    Path folder;

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1).limit(30);
    }

    private byte[] encode(
            TokenSource source, VocabularyOptions options, PredefinedWords known, int threads, Limits limits)
            throws IOException {
        Path target = folder.resolve("corpus");
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Resources resources = new Resources(threads, Resources.MIN_MEMORY, temporary);
        WordSpill.Budget budget = new WordSpill.Budget(resources, limits.tableBytes(), limits.tableWords());
        CorpusEncoder.encode(source, options, known, target, budget, ProgressListener.NONE)
                .close();
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
        return Files.readAllBytes(target);
    }

    private static byte[] word(int number) {
        String beginning = BEGINNINGS.get(number % BEGINNINGS.size());
        return (beginning + (number % 11 == 0 ? "" : Integer.toString(number)) + "x".repeat(number % 5))
                .concat(beginning.isEmpty() ? "n" : "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<List<byte[]>> randomChunks(Random random) {
        int distinct = 1 + random.nextInt(300);
        List<List<byte[]>> chunks = new ArrayList<>();
        for (int chunk = random.nextInt(40); chunk >= 0; chunk--) {
            List<byte[]> tokens = new ArrayList<>();
            for (int i = random.nextInt(100); i > 0; i--) {
                int number = (int) (distinct * Math.pow(random.nextDouble(), 1 + random.nextInt(3)));
                tokens.add(random.nextInt(10) == 0 ? ScriptedSource.SENTENCE_END : word(number));
            }
            chunks.add(tokens);
        }
        return chunks;
    }

    private static PredefinedWords randomKnown(Random random) {
        if (random.nextBoolean()) {
            return PredefinedWords.NONE;
        }
        TreeSet<String> words = new TreeSet<>();
        for (int i = random.nextInt(50); i >= 0; i--) {
            words.add(new String(word(random.nextInt(400)), StandardCharsets.UTF_8));
        }
        long[] counts = new long[words.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextInt(4) == 0 ? random.nextInt(1 << 20) : random.nextInt(10);
        }
        return new PredefinedWords(VocabularyBuilder.of(List.copyOf(words), counts), random.nextBoolean());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("Spilled words give the same bytes as words in memory")
    void sameBytes(int seed) throws IOException {
        Random random = new Random(seed);
        List<List<byte[]>> chunks = randomChunks(random);
        PredefinedWords known = randomKnown(random);
        VocabularyOptions options = new VocabularyOptions(
                1L + random.nextInt(4), random.nextInt(3) == 0 ? 1 + random.nextInt(60) : Integer.MAX_VALUE);
        byte[] expected;
        try {
            expected = encode(new ScriptedSource(chunks, seed), options, known, 2, UNLIMITED);
        } catch (IOException refusal) {
            IOException same = assertThrows(
                    IOException.class,
                    () -> encode(new ScriptedSource(chunks, seed), options, known, 2, new Limits(1, 1)),
                    "seed " + seed);
            assertEquals(refusal.getMessage(), same.getMessage(), "seed " + seed);
            return;
        }
        for (int threads = 1; threads <= 4; threads++) {
            Limits limits = new Limits(Long.MAX_VALUE, random.nextInt(40));
            assertArrayEquals(
                    expected,
                    encode(new ScriptedSource(chunks, random.nextLong()), options, known, threads, limits),
                    "seed " + seed + ", " + threads + " threads, " + limits);
        }
    }

    @Test
    @DisplayName("Counts above 65,535 are sorted with the others")
    void largeCounts() throws IOException {
        List<List<byte[]>> chunks = new ArrayList<>();
        for (int[] wordAndCount :
                new int[][] {{3, 65_535}, {4, 65_536}, {5, 65_537}, {6, 65_536}, {7, 70_000}, {8, 2}}) {
            List<byte[]> tokens = new ArrayList<>();
            for (int i = 0; i < wordAndCount[1]; i++) {
                tokens.add(word(wordAndCount[0]));
            }
            chunks.add(tokens.subList(0, tokens.size() / 2));
            chunks.add(tokens.subList(tokens.size() / 2, tokens.size()));
        }
        VocabularyOptions options = new VocabularyOptions(1, Integer.MAX_VALUE);
        byte[] expected = encode(new ScriptedSource(chunks, 1), options, PredefinedWords.NONE, 1, UNLIMITED);
        assertArrayEquals(
                expected,
                encode(new ScriptedSource(chunks, 2), options, PredefinedWords.NONE, 2, new Limits(1, Long.MAX_VALUE)));
    }

    @Test
    @DisplayName("An overflow of predefined counts is an error")
    void countOverflow() {
        PredefinedWords known =
                new PredefinedWords(VocabularyBuilder.of(List.of("n", "m"), new long[] {Long.MAX_VALUE - 2, 1}), false);
        List<byte[]> chunk = List.of(word(0), word(0), word(1), word(2));
        for (Limits limits : List.of(UNLIMITED, new Limits(1, 1))) {
            IOException tooMany = assertThrows(
                    IOException.class,
                    () -> encode(
                            new ScriptedSource(List.of(chunk), 1), VocabularyOptions.defaults(), known, 1, limits));
            assertTrue(String.valueOf(tooMany.getMessage()).contains("exceeds 2^63"), tooMany.getMessage());
        }
    }

    private boolean isFull(long tableBytes, WordTable table, long more) {
        Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
        return new WordSpill(new WordSpill.Budget(resources, tableBytes, Long.MAX_VALUE)).isFull(table, more, more);
    }

    @Test
    @DisplayName("The predicted memory of a table is its memory after growing")
    void predictedMemory() {
        try (WordTable table = new WordTable()) {
            long words = 0;
            for (int chunk = 0; chunk < 20; chunk++) {
                long predicted = table.memoryBytesWith(1000, 8000);
                for (int i = 0; i < 1000; i++) {
                    byte[] word = String.format("%08d", words++).getBytes(StandardCharsets.UTF_8);
                    table.add(word, 0, word.length);
                }
                assertEquals(predicted, table.memoryBytes());
            }
            assertFalse(isFull(Long.MAX_VALUE, table, 1));
            assertTrue(isFull(table.memoryBytes() - 1, table, 0));
            long full = table.memoryBytes();
            table.clear();
            assertEquals(0, table.size());
            assertEquals(full, table.memoryBytes());
            assertEquals(-1, table.find("00000001".getBytes(StandardCharsets.UTF_8), 0, 8));
        }
    }
}
