package org.wvtoolkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.WordTable;

/** Comparison of an inspection with a brute-force reference implementation, on texts of many chunks. */
class InspectionTest {
    @TempDir
    Path folder;

    /** Returns random lines, some of them empty or repeated, in documents, some of them repeated. */
    private static String text(long seed, int lines) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>();
        while (all.size() < lines) {
            if (all.size() > 10 && random.nextInt(10) == 0) {
                all.add(all.get(random.nextInt(all.size())));
            } else if (random.nextInt(6) == 0) {
                all.add("");
            } else {
                StringBuilder line = new StringBuilder();
                for (int i = random.nextInt(40); i >= 0; i--) {
                    line.append('w')
                            .append((int) Math.abs(random.nextGaussian() * 20_000))
                            .append(i == 0 ? "" : " ");
                }
                all.add(line.toString());
            }
        }
        return String.join("\n", all) + "\n";
    }

    private TextProfile profile(String text, int threads, Function<TextProfile, Boolean> check) throws IOException {
        Path file = Files.writeString(folder.resolve("text.txt"), text);
        try (Inspection inspection = inspection(file, threads, 1L << 30)) {
            TextProfile profile = inspection.run(threads, ProgressListener.NONE);
            assertTrue(check.apply(profile));
            return profile;
        }
    }

    private static Inspection inspection(Path file, int threads, long memoryBytes) {
        return new Inspection(
                TextCorpus.of(List.of(TextInput.path(file)), new TextOptions("whitespace")),
                new Resources(threads, memoryBytes, file.resolveSibling("")));
    }

    @Test
    @DisplayName("A text whose distinct words exceed the memory budget is refused")
    void memoryBudget() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 150_000; i++) {
            text.append("word").append(i).append(i % 10 == 9 ? '\n' : ' ');
        }
        Path file = Files.writeString(folder.resolve("distinct.txt"), text);
        try (Inspection inspection = inspection(file, 2, Resources.MIN_MEMORY)) {
            String message =
                    String.valueOf(assertThrows(IOException.class, () -> inspection.run(2, ProgressListener.NONE))
                            .getMessage());
            assertTrue(message.contains("exceed the memory budget; increase the memory"), message);
        }
        try (Inspection inspection = inspection(file, 2, 1L << 30)) {
            assertEquals(150_000, inspection.run(2, ProgressListener.NONE).distinctWords());
        }
    }

    private static List<String> words(String text) {
        return Pattern.compile("\\s+")
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @DisplayName("Counts equal those of the reference implementation")
    void counts(int threads) throws IOException {
        String text = text(7, 60_000);
        List<String> lines = text.lines().toList();
        Map<String, Long> counts =
                words(text).stream().collect(Collectors.groupingBy(word -> word, Collectors.counting()));
        List<String> full = lines.stream().filter(line -> !line.isEmpty()).toList();
        List<String> documents = Pattern.compile("\n\n+")
                .splitAsStream(text)
                .map(String::strip)
                .filter(document -> !document.isEmpty())
                .toList();
        TextProfile profile = profile(text, threads, found -> {
            assertEquals(counts.values().stream().mapToLong(c -> c).sum(), found.tokens());
            assertEquals(counts.size(), found.words().size());
            for (long minCount : new long[] {1, 2, 5, 50}) {
                TextProfile.Surviving surviving = found.surviving(minCount);
                assertEquals(counts.values().stream().filter(c -> c >= minCount).count(), surviving.words());
                assertEquals(
                        counts.values().stream()
                                .filter(c -> c >= minCount)
                                .mapToLong(c -> c)
                                .sum(),
                        surviving.tokens());
            }
            return true;
        });
        assertEquals(full.size(), profile.lines());
        assertEquals(
                full.stream()
                        .mapToLong(line -> line.chars().filter(c -> c == ' ').count() + 1)
                        .max()
                        .orElseThrow(),
                profile.longestLine());
        assertTrue(profile.repeatedLines().exact());
        assertEquals(
                1 - (double) new HashSet<>(full).size() / full.size(),
                profile.repeatedLines().share(),
                1e-12);
        assertEquals(documents.size(), profile.documents());
        assertEquals(
                1 - (double) new HashSet<>(documents).size() / documents.size(),
                profile.repeatedDocuments().share(),
                1e-12);
        assertTrue(profile.growth().tokens().size() > 3, "several chunks");
        Set<String> seen = new HashSet<>();
        Map<Long, Long> wordsAfter = new HashMap<>();
        long tokens = 0;
        for (String word : words(text)) {
            seen.add(word);
            wordsAfter.put(++tokens, (long) seen.size());
        }
        for (int i = 0; i < profile.growth().tokens().size(); i++) {
            assertEquals(
                    wordsAfter.get(profile.growth().tokens().get(i)),
                    profile.growth().words().get(i));
        }
    }

    @Test
    @DisplayName("A line longer than a block is one line")
    void longLine() throws IOException {
        StringBuilder text = new StringBuilder("short line\n");
        for (int i = 0; i < 500_000; i++) {
            text.append("word").append(i % 100).append(' ');
        }
        text.append("\nlast");
        TextProfile profile = profile(text.toString(), 3, found -> true);
        assertEquals(3, profile.lines());
        assertEquals(500_000, profile.longestLine());
        assertEquals(1, profile.overlongLines());
    }

    @Test
    @DisplayName("A sample at capacity estimates the share of repetitions")
    void sampledRepetition() {
        HashSample sample = new HashSample(2_000);
        HashSample other = new HashSample(2_000);
        Random random = new Random(3);
        int distinct = 100_000;
        for (int i = 0; i < distinct; i++) {
            long hash = random.nextLong();
            for (int times = i % 4; times >= 0; times--) {
                ((times & 1) == 0 ? sample : other).add(hash);
            }
        }
        sample.addAll(other);
        assertFalse(sample.isExact());
        assertEquals(0.6, sample.repeatedShare(), 0.02);
    }

    @Test
    @DisplayName("Square-root growth has the exponent 0.5")
    void growthExponent() {
        VocabularyGrowth.Builder growth = new VocabularyGrowth.Builder();
        long words = 0;
        for (int i = 1; i <= 1_000; i++) {
            long now = Math.round(1_000 * Math.sqrt(i));
            growth.add(1_000, now - words);
            words = now;
        }
        VocabularyGrowth curve = growth.build();
        assertTrue(curve.tokens().size() <= 256);
        assertEquals(1_000_000, curve.tokens().getLast());
        assertEquals(0.5, curve.exponent(), 0.01);
    }

    @Test
    @DisplayName("Words written with combining marks and with composed letters are reported")
    void compositionVariants() {
        try (WordTable words = new WordTable()) {
            for (String word :
                    List.of("caf\u00E9", "cafe\u0301", "cafe\u0301", "na\u0131f", "e\u0301te\u0301", "plain")) {
                byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
                words.add(utf8, 0, utf8.length);
            }
            assertEquals(new CompositionVariants(1, 2, "caf\u00E9"), CompositionVariants.find(words));
        }
    }
}
