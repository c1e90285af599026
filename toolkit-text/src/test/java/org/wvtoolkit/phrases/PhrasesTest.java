package org.wvtoolkit.phrases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.EncodedSource;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class PhrasesTest {
    @TempDir
    Path folder;

    /** Random sentences over a small vocabulary with some frequent sequences of words. */
    private static List<List<String>> sentences(long seed) {
        Random random = new Random(seed);
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            List<String> sentence = new ArrayList<>();
            int length = random.nextInt(1, 12);
            while (sentence.size() < length) {
                if (random.nextInt(8) == 0) {
                    sentence.addAll(random.nextBoolean() ? List.of("new", "york", "city") : List.of("x", "y"));
                } else {
                    sentence.add("w" + (int) Math.abs(random.nextGaussian() * 9));
                }
            }
            sentences.add(sentence);
        }
        return sentences;
    }

    private Path written(List<List<String>> sentences) throws IOException {
        Path file = Files.createTempFile(folder, "text", ".txt");
        Files.write(
                file, sentences.stream().map(words -> String.join(" ", words)).toList());
        return file;
    }

    private static TextCorpus text(Path file) {
        return TextCorpus.of(List.of(TextInput.path(file)), new TextOptions("whitespace"));
    }

    private EncodedSource encoded(List<List<String>> sentences) throws IOException {
        Path file = folder.resolve("corpus");
        CorpusEncoder.encode(
                        text(written(sentences)),
                        new VocabularyOptions(1, Integer.MAX_VALUE),
                        file,
                        Resources.defaults(folder),
                        ProgressListener.NONE)
                .close();
        return EncodedSource.open(file);
    }

    private record Pair(String first, String second) {}

    /** Reference implementation: the definition, with hash maps. */
    private static Map<Pair, Phrase> byDefinition(List<List<String>> sentences, PhraseOptions options, int pass) {
        Map<String, Long> words = new HashMap<>();
        Map<Pair, Long> pairs = new HashMap<>();
        long tokens = 0;
        for (List<String> sentence : sentences) {
            for (int i = 0; i < sentence.size(); i++) {
                words.merge(sentence.get(i), 1L, Long::sum);
                tokens++;
                if (i > 0) {
                    pairs.merge(new Pair(sentence.get(i - 1), sentence.get(i)), 1L, Long::sum);
                }
            }
        }
        Map<Pair, Phrase> phrases = new HashMap<>();
        long total = tokens;
        pairs.forEach((pair, count) -> {
            double a = words.getOrDefault(pair.first, 0L);
            double b = words.getOrDefault(pair.second, 0L);
            double score = options.score() == PhraseScore.NPMI
                    ? Math.log(count * total / (a * b)) / Math.log((double) total / count)
                    : (count - options.minCount()) * total / (a * b);
            if (count >= options.minCount() && score > options.threshold()) {
                phrases.put(pair, new Phrase(pass, pair.first, pair.second, count, score));
            }
        });
        return phrases;
    }

    private static List<List<String>> joined(List<List<String>> sentences, Map<Pair, Phrase> phrases) {
        return sentences.stream()
                .map(sentence -> {
                    List<String> result = new ArrayList<>();
                    for (int i = 0; i < sentence.size(); i++) {
                        boolean joins = i + 1 < sentence.size()
                                && phrases.containsKey(new Pair(sentence.get(i), sentence.get(i + 1)));
                        result.add(joins ? sentence.get(i) + "_" + sentence.get(++i) : sentence.get(i));
                    }
                    return result;
                })
                .toList();
    }

    private static void assertEqual(Map<Pair, Phrase> expected, List<Phrase> found) {
        assertEquals(expected.size(), found.size());
        for (Phrase phrase : found) {
            Phrase reference = expected.get(new Pair(phrase.first(), phrase.second()));
            assertTrue(reference != null, phrase::toString);
            assertEquals(reference.count(), phrase.count());
            assertEquals(reference.score(), phrase.score(), 1e-9 * Math.abs(reference.score()) + 1e-12);
        }
    }

    @ParameterizedTest
    @DisplayName("Counts and scores agree with the definition for any memory budget and number of threads")
    @EnumSource(PhraseScore.class)
    void countsAndScores(PhraseScore score) throws IOException {
        List<List<String>> sentences = sentences(1);
        PhraseOptions options = new PhraseOptions(score, score == PhraseScore.NPMI ? 0.05 : 1, 3, 1);
        Map<Pair, Phrase> expected = byDefinition(sentences, options, 1);
        assertTrue(expected.size() > 3, () -> "too few to test: " + expected);
        try (EncodedSource corpus = encoded(sentences)) {
            BigramCounter counter = new BigramCounter(corpus.corpus(), options, 1);
            for (long memory : new long[] {1, 50, 1000, 1 << 20}) {
                for (int threads : new int[] {1, 3}) {
                    assertEqual(expected, counter.phrases(memory, threads, ProgressListener.NONE));
                }
            }
        }
    }

    @Test
    @DisplayName("Counting allocates its tables off the heap")
    void countsOffHeap() throws IOException {
        // Sixty words have more occurrences than there are words, so their successors are counted in rows of 3,000
        // numbers.
        int words = 3000;
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            List<String> sentence = new ArrayList<>();
            for (int often = 0; often < 60; often++) {
                sentence.add("often" + often);
                sentence.add("often" + often);
            }
            sentence.add("w" + i);
            sentences.add(sentence);
        }
        PhraseOptions options = new PhraseOptions(PhraseScore.WORD2PHRASE, 1e9, 1, 1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (EncodedSource corpus = encoded(sentences)) {
            BigramCounter counter = new BigramCounter(corpus.corpus(), options, 1);
            long before = threads.getCurrentThreadAllocatedBytes();
            assertEquals(List.of(), counter.phrases(1 << 24, 1, ProgressListener.NONE));
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            long rows = 60L * words * Long.BYTES;
            assertTrue(allocated < rows, allocated + " bytes of the heap");
        }
    }

    @Test
    @DisplayName("The second pass finds phrases of the phrases of the first pass")
    void severalPasses() throws IOException {
        List<List<String>> sentences = sentences(2);
        PhraseOptions options = new PhraseOptions(PhraseScore.NPMI, 0.4, 5, 2);
        Map<Pair, Phrase> first = byDefinition(sentences, options, 1);
        List<List<String>> once = joined(sentences, first);
        Map<Pair, Phrase> second = byDefinition(once, options, 2);
        assertFalse(second.isEmpty());
        try (EncodedSource corpus = encoded(sentences)) {
            Phrases found = PhraseFinder.find(corpus, options, "_", Resources.defaults(folder), ProgressListener.NONE);
            assertEqual(first, found.ofPass(1));
            assertEqual(second, found.ofPass(2));
            List<Phrase> best = new ArrayList<>(found.ofPass(1));
            best.sort(Comparator.comparingLong(Phrase::count).reversed());
            assertEquals(best, found.ofPass(1));

            Path target = folder.resolve("joined");
            try (PhrasedSource source = PhrasedSource.of(text(written(sentences)), found);
                    EncodedCorpus encoded = CorpusEncoder.encode(
                            source,
                            new VocabularyOptions(1, Integer.MAX_VALUE),
                            target,
                            Resources.defaults(folder),
                            ProgressListener.NONE)) {
                assertEquals("_", encoded.provenance().get(EncodedCorpus.TEXT_PREFIX + PhrasedSource.CONNECTOR));
                List<String> tokens = new ArrayList<>();
                for (long i = 0; i < encoded.tokens(); i++) {
                    tokens.add(encoded.vocabulary().word(encoded.ids().getAtIndex(ValueLayout.JAVA_INT, i)));
                }
                assertEquals(joined(once, second).stream().flatMap(List::stream).toList(), tokens);
                assertTrue(tokens.contains("new_york_city"), tokens::toString);
            }
        }
    }

    @Test
    @DisplayName("A phrase does not extend over the end of a chunk, and every token is kept")
    void endOfChunk() throws IOException {
        Phrases phrases = new Phrases("_", List.of(new Phrase(1, "a", "b", 5, 200)));
        StringBuilder seen = new StringBuilder();
        TokenSink sink = new TokenSink() {
            @Override
            public void beginChunk(long chunkNumber) {
                seen.append('<');
            }

            @Override
            public void token(byte[] utf8, int offset, int length) {
                seen.append(new String(utf8, offset, length, StandardCharsets.UTF_8))
                        .append(' ');
            }

            @Override
            public void endSentence() {
                seen.append('.');
            }

            @Override
            public void endChunk() {
                seen.append('>');
            }
        };
        try (PhraseTable table = new PhraseTable(phrases.all())) {
            PhraseSink joining = new PhraseSink(table, new byte[] {'_'}, sink);
            joining.beginChunk(0);
            for (String token : List.of("a", "b", "a", "b", "b", "a")) {
                joining.token(token.getBytes(StandardCharsets.UTF_8), 0, 1);
            }
            joining.endChunk();
            joining.beginChunk(1);
            joining.token(new byte[] {'b'}, 0, 1);
            joining.endSentence();
            joining.endChunk();
        }
        assertEquals("<a_b a_b b a ><b .>", seen.toString());
    }

    @Test
    @DisplayName("A phrase list is equal after saving and reading")
    void saveAndRead() throws IOException {
        Phrases phrases = new Phrases(
                "\u00b7",
                List.of(new Phrase(1, "\u4e2d", "\u56fd", 7, 0.5), new Phrase(2, "a\u00b7b", "c", 5, 1234.25)));
        Path file = folder.resolve("phrases");
        phrases.save(file);
        assertEquals(phrases, Phrases.read(file));
        assertEquals(phrases.fingerprint(), Phrases.read(file).fingerprint());
        Files.writeString(file, Files.readString(file).replaceAll("\n", "\n\n") + " \n");
        assertEquals(phrases, Phrases.read(file), "blank lines are skipped");
        assertNotEquals(phrases.fingerprint(), new Phrases("_", phrases.all()).fingerprint());
    }

    @ParameterizedTest
    @DisplayName("A malformed phrase list is rejected with the number of the line")
    @ValueSource(
            strings = {
                "",
                "new york\n",
                "#phrases joined by\t_\n1\ta\tb\t5\n",
                "#phrases joined by\t_\n1\ta\t\t5\t1\n",
                "#phrases joined by\t_\nx\ta\tb\t5\t1\n",
                "#phrases joined by\t_\n0\ta\tb\t5\t1\n",
                "#phrases joined by\t_\n11\ta\tb\t5\t1\n",
                "#phrases joined by\t_\n1\ta\tb\t-5\t1\n",
                "#phrases joined by\t_\n1\ta\tb\t5\tNaN\n",
                "#phrases joined by\t_\n2\ta\tb\t5\t1\n1\ta\tb\t5\t1\n",
                "#phrases joined by\t\n1\ta\tb\t5\t1\n"
            })
    void malformedFile(String content) throws IOException {
        Path file = folder.resolve("phrases");
        Files.writeString(file, content);
        String message = String.valueOf(
                assertThrows(IOException.class, () -> Phrases.read(file)).getMessage());
        assertTrue(message.startsWith(file + ": line "), message);
    }

    @Test
    @DisplayName("The words of a query are joined to the longest known phrases")
    void joinQuery() {
        List<String> known = List.of("new_york", "new_york_city", "city_hall");
        Vocabulary vocabulary = VocabularyBuilder.of(known, new long[known.size()]);
        for (KnownPhrases phrases :
                List.of(KnownPhrases.of(vocabulary, "_"), KnownPhrases.ofQueries(vocabulary, "_"))) {
            assertEquals(
                    List.of("in", "new_york_city", "hall", "new", "city_hall"),
                    phrases.join(List.of("in", "new", "york", "city", "hall", "new", "city", "hall")));
            assertEquals(List.of(), phrases.join(List.of()));
        }
    }

    @Test
    @DisplayName("Joining with and without the table of first words agrees with trying every sequence")
    void joinsLongestKnownPhrase() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            String[] letters = {"a", "b", "c", "d_e", "_", "é"};
            Set<String> known = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                known.add(String.join("_", drawn(random, letters, 1 + random.nextInt(4))));
            }
            Vocabulary vocabulary = VocabularyBuilder.of(List.copyOf(known), new long[known.size()]);
            List<String> words = drawn(random, letters, random.nextInt(30));
            List<String> expected = new ArrayList<>();
            for (int from = 0, to; from < words.size(); from = to) {
                to = Math.min(words.size(), from + 16);
                while (to > from + 1 && !known.contains(String.join("_", words.subList(from, to)))) {
                    to--;
                }
                expected.add(String.join("_", words.subList(from, to)));
            }
            assertEquals(expected, KnownPhrases.of(vocabulary, "_").join(words), () -> known + " " + words);
            assertEquals(expected, KnownPhrases.ofQueries(vocabulary, "_").join(words), () -> known + " " + words);
        }
    }

    private static List<String> drawn(Random random, String[] letters, int count) {
        return Stream.generate(() -> letters[random.nextInt(letters.length)])
                .limit(count)
                .toList();
    }

    @Test
    @DisplayName("Options out of range are rejected")
    void invalidOptions() {
        assertThrows(IllegalArgumentException.class, () -> new PhraseOptions(PhraseScore.NPMI, Double.NaN, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new PhraseOptions(PhraseScore.NPMI, 0.5, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new PhraseOptions(PhraseScore.NPMI, 0.5, 5, 11));
        assertThrows(IllegalArgumentException.class, () -> PhraseScore.named("pmi"));
        assertThrows(IllegalArgumentException.class, () -> new Phrases(" ", List.of()));
        List<Phrase> secondFirst = List.of(new Phrase(2, "a", "b", 5, 1), new Phrase(1, "b", "c", 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Phrases("_", secondFirst));
    }

    @ParameterizedTest
    @DisplayName("gensim finds the same phrases with the same scores")
    @EnumSource(PhraseScore.class)
    void gensim(PhraseScore score) throws IOException, InterruptedException {
        List<List<String>> sentences = sentences(3);
        PhraseOptions options = new PhraseOptions(score, score == PhraseScore.NPMI ? 0.1 : 2, 4, 1);
        String program = """
                import sys
                from gensim.models.phrases import Phrases, npmi_scorer
                def word2phrase(worda_count, wordb_count, bigram_count, len_vocab, min_count, corpus_word_count):
                    return (bigram_count - min_count) / worda_count / wordb_count * corpus_word_count
                scorer, threshold, min_count, path = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
                text = [line.split() for line in open(path)]
                found = Phrases(text, min_count=min_count, threshold=threshold, delimiter='_',
                                scoring=npmi_scorer if scorer == 'npmi' else word2phrase)
                for phrase, value in found.find_phrases(text).items():
                    print(phrase, value)
                """;
        Process python;
        try {
            python = new ProcessBuilder(
                            "/usr/bin/python3",
                            "-c",
                            program,
                            score.label(),
                            Double.toString(options.threshold()),
                            Long.toString(options.minCount()),
                            written(sentences).toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            assumeTrue(false, "no /usr/bin/python3");
            return;
        }
        List<String> lines = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assumeTrue(python.waitFor() == 0, "/usr/bin/python3 has no gensim");
        // gensim lists the phrases that it would join, without those that overlap with an earlier one.
        Map<String, Double> ours = new HashMap<>();
        byDefinition(sentences, options, 1).values().forEach(phrase -> ours.put(phrase.joined("_"), phrase.score()));
        try (EncodedSource corpus = encoded(sentences)) {
            Phrases found = PhraseFinder.find(corpus, options, "_", Resources.defaults(folder), ProgressListener.NONE);
            List<String> seen = joined(sentences, byDefinition(sentences, options, 1)).stream()
                    .flatMap(List::stream)
                    .filter(token -> token.contains("_"))
                    .distinct()
                    .sorted()
                    .toList();
            assertEquals(
                    seen,
                    lines.stream()
                            .map(line -> line.substring(0, line.indexOf(" ")))
                            .sorted()
                            .toList());
            for (String line : lines) {
                String[] parts = line.split(" ", -1);
                Phrase phrase = found.all().stream()
                        .filter(candidate -> candidate.joined("_").equals(parts[0]))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(Arrays.toString(parts)));
                assertEquals(Double.parseDouble(parts[1]), phrase.score(), 1e-9 * Math.abs(phrase.score()) + 1e-12);
            }
        }
    }
}
