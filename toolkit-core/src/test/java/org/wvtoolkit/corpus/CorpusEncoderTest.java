package org.wvtoolkit.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.PredefinedWords;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class CorpusEncoderTest {
    @TempDir
    Path folder;

    private Path temporary = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        target = Files.createDirectory(folder.resolve("output")).resolve("corpus");
    }

    private EncodedCorpus encode(TokenSource source, VocabularyOptions options, int threads) throws IOException {
        return encode(source, options, PredefinedWords.NONE, threads);
    }

    private EncodedCorpus encode(TokenSource source, VocabularyOptions options, PredefinedWords known, int threads)
            throws IOException {
        Resources resources = new Resources(threads, Resources.MIN_MEMORY, temporary);
        return CorpusEncoder.encode(source, options, known, target, resources, ProgressListener.NONE);
    }

    /** Reference implementation with strings, lists and maps. */
    private static final class Reference {
        final List<String> words;
        final Map<String, Long> counts = new HashMap<>();
        final List<Integer> ids = new ArrayList<>();
        final List<Long> sentenceOffsets = new ArrayList<>(List.of(0L));

        Reference(List<List<byte[]>> chunks, VocabularyOptions options) {
            List<byte[]> text = chunks.stream().flatMap(List::stream).toList();
            for (byte[] token : text) {
                if (token.length > 0) {
                    counts.merge(string(token), 1L, Long::sum);
                }
            }
            words = counts.keySet().stream()
                    .filter(word -> counts.getOrDefault(word, 0L) >= options.minCount())
                    .sorted(Comparator.comparing((String word) -> counts.getOrDefault(word, 0L))
                            .reversed()
                            // One character per byte, so this is the order of unsigned bytes.
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(options.maximumSize())
                    .toList();
            Map<String, Integer> idOfWord = new HashMap<>();
            words.forEach(word -> idOfWord.put(word, idOfWord.size()));
            for (byte[] token : text) {
                if (token.length == 0) {
                    endSentence();
                } else if (idOfWord.containsKey(string(token))) {
                    ids.add(idOfWord.get(string(token)));
                }
            }
            endSentence();
        }

        private void endSentence() {
            if (sentenceOffsets.getLast() < ids.size()) {
                sentenceOffsets.add((long) ids.size());
            }
        }

        static String string(byte[] token) {
            return new String(token, StandardCharsets.ISO_8859_1);
        }
    }

    private static void assertMatches(Reference expected, EncodedCorpus corpus, String message) {
        assertEquals(expected.words.size(), corpus.vocabulary().size(), message);
        for (int id = 0; id < expected.words.size(); id++) {
            String word = expected.words.get(id);
            assertEquals(id, corpus.vocabulary().id(word.getBytes(StandardCharsets.ISO_8859_1)), message);
            assertEquals(expected.counts.get(word), corpus.vocabulary().count(id), message);
        }
        assertArrayEquals(
                expected.ids.stream().mapToInt(Integer::intValue).toArray(),
                corpus.ids().toArray(ValueLayout.JAVA_INT),
                message);
        assertArrayEquals(
                expected.sentenceOffsets.stream().mapToLong(Long::longValue).toArray(),
                corpus.sentenceOffsets().toArray(ValueLayout.JAVA_LONG),
                message);
        assertEquals(expected.ids.size(), corpus.tokens(), message);
        assertEquals(expected.sentenceOffsets.size() - 1, corpus.sentences(), message);
        assertEquals(corpus.tokens(), corpus.vocabulary().totalCount(), message);
    }

    /** Returns tokens and ends of sentences, with empty sentences and words that occur once. */
    private static List<byte[]> randomText(Random random) {
        int distinct = 1 + random.nextInt(40);
        double endChance = random.nextInt(4) == 0 ? 0.5 : random.nextDouble() * 0.2;
        List<byte[]> text = new ArrayList<>();
        for (int i = random.nextInt(400); i > 0; i--) {
            if (random.nextDouble() < endChance) {
                text.add(ScriptedSource.SENTENCE_END);
            } else {
                int word = (int) Math.min(distinct, Math.abs(random.nextGaussian()) * distinct / 3);
                // Some words contain bytes above 127, which must be ordered as unsigned numbers.
                text.add((word % 3 == 0 ? "\u00E9" + word : "w" + word).getBytes(StandardCharsets.UTF_8));
            }
        }
        return text;
    }

    /**
     * Splits a text into chunks at random positions, also within sentences. Chunks may be empty or
     * contain only ends of sentences.
     */
    private static List<List<byte[]>> cut(List<byte[]> text, Random random) {
        List<List<byte[]>> chunks = new ArrayList<>();
        int most = random.nextBoolean() ? 3 : 100;
        for (int from = 0; from < text.size(); ) {
            int to = Math.min(text.size(), from + random.nextInt(most));
            chunks.add(text.subList(from, to));
            from = to;
        }
        chunks.add(List.of());
        return chunks;
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1).limit(24);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("Encodes like the reference implementation, independent of chunks and threads")
    void sameAsReference(int seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> text = randomText(random);
        VocabularyOptions options = new VocabularyOptions(
                1L + random.nextInt(3), random.nextInt(4) == 0 ? 1 + random.nextInt(10) : Integer.MAX_VALUE);
        Path first = folder.resolve("first");
        for (int threads = 1; threads <= 4; threads++) {
            String message = "seed " + seed + ", " + threads + " threads";
            List<List<byte[]>> chunks = cut(text, random);
            Reference expected = new Reference(chunks, options);
            ScriptedSource source = new ScriptedSource(chunks, random.nextLong());
            if (expected.ids.isEmpty()) {
                assertThrows(IOException.class, () -> encode(source, options, 2).close(), message);
                continue;
            }
            try (EncodedCorpus corpus = encode(source, options, threads)) {
                assertMatches(expected, corpus, message);
                assertEquals("none", corpus.provenance().get("text.analyzer"), message);
            }
            // The number of bytes that this source reports depends on the chunks; nothing else
            // does.
            byte[] file = Files.readAllBytes(target);
            if (threads == 1) {
                Files.move(target, first);
            } else {
                assertArrayEquals(withoutByteCount(Files.readAllBytes(first)), withoutByteCount(file), message);
            }
        }
        assertEquals(List.of(), list(temporary), "seed " + seed);
    }

    private static byte[] withoutByteCount(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\"corpus_bytes\":\"");
        assertTrue(at > 0);
        int end = text.indexOf('"', at + 16);
        int dataBegin = 8 + (file[0] & 0xFF) + ((file[1] & 0xFF) << 8);
        return (text.substring(8, at) + text.substring(end, dataBegin).strip() + text.substring(dataBegin))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    @DisplayName("A large text gives the same bytes with several threads as with one")
    void largeText() throws IOException {
        Random random = new Random(31);
        List<List<byte[]>> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < 40; chunk++) {
            List<byte[]> tokens = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                // About 20,000 distinct words, so that each worker's table grows.
                int word = (int) (20_000 * Math.pow(random.nextDouble(), 2));
                tokens.add(
                        random.nextInt(30) == 0
                                ? ScriptedSource.SENTENCE_END
                                : ("w" + word).getBytes(StandardCharsets.UTF_8));
            }
            chunks.add(tokens);
        }
        // One chunk exceeds the initial capacity of a sink.
        List<byte[]> giant = new ArrayList<>();
        for (int i = 0; i < 150_000; i++) {
            giant.add("giant".getBytes(StandardCharsets.UTF_8));
        }
        chunks.add(20, giant);
        VocabularyOptions options = new VocabularyOptions(2, Integer.MAX_VALUE);
        Reference expected = new Reference(chunks, options);
        byte[] one = {};
        for (int threads = 1; threads <= 4; threads++) {
            try (EncodedCorpus corpus = encode(new ConcurrentSource(chunks), options, threads)) {
                assertMatches(expected, corpus, threads + " threads");
            }
            byte[] file = Files.readAllBytes(target);
            if (threads == 1) {
                one = file;
            }
            assertArrayEquals(one, file, threads + " threads");
        }
    }

    /** Assigns each chunk to whichever worker is free. */
    private record ConcurrentSource(List<List<byte[]>> chunks) implements TokenSource {
        @Override
        public String name() {
            return "concurrent";
        }

        @Override
        public Map<String, String> provenance() {
            return Map.of();
        }

        @Override
        public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
                throws IOException {
            ThreadLocal<TokenSink> sinks = ThreadLocal.withInitial(collector::newSink);
            Workers.run(threads, chunks.size(), number -> {
                TokenSink sink = sinks.get();
                sink.beginChunk(number);
                for (byte[] token : chunks.get(number)) {
                    if (token.length == 0) {
                        sink.endSentence();
                    } else {
                        sink.token(token, 0, token.length);
                    }
                }
                sink.endChunk();
            });
            sinks.remove();
            return new SourceReport(1, 0, 0, "0");
        }
    }

    private static List<byte[]> text(String words) {
        List<byte[]> text = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            text.add(word.equals("/") ? ScriptedSource.SENTENCE_END : word.getBytes(StandardCharsets.UTF_8));
        }
        return text;
    }

    @Test
    @DisplayName("A sentence continues over chunks until it ends")
    void sentenceOverChunks() throws IOException {
        List<List<byte[]>> chunks =
                List.of(text("a b"), text("b"), List.of(), text("a a"), text("/ / b / /"), text("/"), text("a"));
        try (EncodedCorpus corpus =
                encode(new ScriptedSource(chunks, 5), new VocabularyOptions(1, Integer.MAX_VALUE), 3)) {
            assertArrayEquals(new int[] {0, 1, 1, 0, 0, 1, 0}, corpus.ids().toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(new long[] {0, 5, 6, 7}, corpus.sentenceOffsets().toArray(ValueLayout.JAVA_LONG));
        }
    }

    @Test
    @DisplayName("A sentence without kept words is removed and does not join others")
    void removedSentence() throws IOException {
        List<List<byte[]>> chunks = List.of(text("rare / a a / other"), text("once / / a"), text("/ unique"));
        try (EncodedCorpus corpus =
                encode(new ScriptedSource(chunks, 5), new VocabularyOptions(2, Integer.MAX_VALUE), 2)) {
            assertArrayEquals(new int[] {0, 0, 0}, corpus.ids().toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(new long[] {0, 2, 3}, corpus.sentenceOffsets().toArray(ValueLayout.JAVA_LONG));
        }
    }

    @Test
    @DisplayName("Predefined words are kept beside those that the corpus adds")
    void openVocabulary() throws IOException {
        Vocabulary words = VocabularyBuilder.of(List.of("old", "absent", "rare"), new long[] {3, 2, 0});
        ScriptedSource source = new ScriptedSource(List.of(text("new old new / rare"), text("once / new old")), 1);
        try (EncodedCorpus corpus =
                encode(source, new VocabularyOptions(3, Integer.MAX_VALUE), new PredefinedWords(words, false), 2)) {
            // old 5, new 3, absent 2, rare 1; "once" is removed
            assertArrayEquals(new int[] {1, 0, 1, 3, 1, 0}, corpus.ids().toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(new long[] {0, 3, 4, 6}, corpus.sentenceOffsets().toArray(ValueLayout.JAVA_LONG));
            assertEquals(2, corpus.vocabulary().id("absent"));
            assertEquals(5, corpus.vocabulary().count(0));
        }
    }

    @Test
    @DisplayName("A closed vocabulary keeps its rare words and adds no others")
    void closedVocabulary() throws IOException {
        Vocabulary words = VocabularyBuilder.of(List.of("old", "absent", "rare"), new long[] {3, 2, 0});
        ScriptedSource source = new ScriptedSource(List.of(text("new old new / rare"), text("new / new old")), 1);
        try (EncodedCorpus corpus = encode(source, VocabularyOptions.defaults(), new PredefinedWords(words, true), 2)) {
            assertArrayEquals(new int[] {0, 1, 0}, corpus.ids().toArray(ValueLayout.JAVA_INT));
            assertArrayEquals(new long[] {0, 1, 2, 3}, corpus.sentenceOffsets().toArray(ValueLayout.JAVA_LONG));
            assertEquals(2, corpus.vocabulary().size());
            assertEquals(2, corpus.vocabulary().count(0));
        }
    }

    @Test
    @DisplayName("A corpus without any kept word is an error")
    void nothingKept() throws IOException {
        Vocabulary words = VocabularyBuilder.of(List.of("old", "absent"), new long[] {3, 2});
        ScriptedSource source = new ScriptedSource(List.of(text("some others")), 1);
        IOException open = assertThrows(
                IOException.class,
                () -> encode(source, VocabularyOptions.defaults(), new PredefinedWords(words, false), 2)
                        .close());
        assertEquals(
                "script: none of its words occurs 5 times in 2 tokens; use more text or lower the option min-count",
                open.getMessage());
        IOException closed = assertThrows(
                IOException.class,
                () -> encode(source, VocabularyOptions.defaults(), new PredefinedWords(words, true), 2)
                        .close());
        assertTrue(String.valueOf(closed.getMessage())
                .startsWith("script: contains none of the words of the " + "given vocabulary"));
        assertNothingLeft();
    }

    @Test
    @DisplayName("An overflow of predefined counts is an error")
    void countOverflow() throws IOException {
        Vocabulary words = VocabularyBuilder.of(List.of("old"), new long[] {Long.MAX_VALUE - 2});
        ScriptedSource source = new ScriptedSource(List.of(text("old old old old old")), 1);
        IOException tooMany = assertThrows(
                IOException.class,
                () -> encode(source, VocabularyOptions.defaults(), new PredefinedWords(words, false), 1)
                        .close());
        assertTrue(String.valueOf(tooMany.getMessage()).contains("exceeds 2^63"), tooMany.getMessage());
        assertNothingLeft();
    }

    @Test
    @DisplayName("The provenance of the corpus is stored")
    void provenance() throws IOException {
        ScriptedSource source = new ScriptedSource(List.of(text("a b c / a b / a")), 1);
        try (EncodedCorpus corpus = encode(source, new VocabularyOptions(2, 7), 1)) {
            Map<String, String> provenance = corpus.provenance();
            assertEquals("0123", provenance.get("corpus_sha256"));
            assertEquals("1", provenance.get("corpus_bytes"));
            assertEquals("6", provenance.get("corpus_tokens"));
            assertEquals("2", provenance.get("option.min-count"));
            assertEquals("7", provenance.get("option.max-vocabulary"));
        }
        try (EncodedCorpus corpus = encode(source, new VocabularyOptions(2, Integer.MAX_VALUE), 1)) {
            assertFalse(corpus.provenance().containsKey("option.max-vocabulary"));
        }
    }

    @Test
    @DisplayName("An empty corpus is a one-line error")
    void emptyCorpus() throws IOException {
        for (List<List<byte[]>> chunks :
                List.<List<List<byte[]>>>of(List.of(), List.of(List.of(), List.of()), List.of(text("/ / /")))) {
            IOException refusal = assertThrows(
                    IOException.class,
                    () -> encode(new ScriptedSource(chunks, 1), VocabularyOptions.defaults(), 2)
                            .close());
            assertEquals("script: contains no words; use a text with words", refusal.getMessage());
        }
        assertNothingLeft();
    }

    @Test
    @DisplayName("A corpus of rare words is a one-line error")
    void rareWordsOnly() throws IOException {
        ScriptedSource source = new ScriptedSource(List.of(text("a a a a b"), text("b / c")), 1);
        IOException refusal = assertThrows(
                IOException.class,
                () -> encode(source, VocabularyOptions.defaults(), 2).close());
        assertEquals(
                "script: none of its words occurs 5 times in 7 tokens; use more text or lower the option min-count",
                refusal.getMessage());
        assertNothingLeft();
    }

    @Test
    @DisplayName("A failure of the source leaves only the intact old file")
    void failingSource() throws IOException {
        for (Exception failure : List.of(new IOException("disk"), new IllegalStateException("bug"))) {
            Files.writeString(target, "old");
            TokenSource source = new TokenSource() {
                @Override
                public String name() {
                    return "failing";
                }

                @Override
                public Map<String, String> provenance() {
                    return Map.of();
                }

                @Override
                public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
                        throws IOException {
                    TokenSink sink = collector.newSink();
                    sink.beginChunk(0);
                    sink.token(new byte[] {'a'}, 0, 1);
                    sink.endChunk();
                    collector.newSink().beginChunk(1);
                    if (failure instanceof IOException inputOutput) {
                        throw inputOutput;
                    }
                    throw new IllegalStateException(failure);
                }
            };
            Exception thrown = assertThrows(
                    Exception.class,
                    () -> encode(source, VocabularyOptions.defaults(), 2).close());
            assertSame(failure, thrown instanceof IllegalStateException ? thrown.getCause() : thrown);
            assertEquals("old", Files.readString(target));
            Files.delete(target);
            assertNothingLeft();
        }
    }

    @Test
    @DisplayName("A target that cannot be written leaves no files")
    void invalidTarget() throws IOException {
        target = folder.resolve("none").resolve("corpus");
        ScriptedSource source = new ScriptedSource(List.of(text("a a a a a")), 1);
        assertThrows(
                IOException.class,
                () -> encode(source, VocabularyOptions.defaults(), 1).close());
        assertEquals(List.of(), list(temporary));
    }

    private void assertNothingLeft() throws IOException {
        assertEquals(List.of(), list(temporary));
        assertEquals(List.of(), list(folder.resolve("output")));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    @DisplayName("Equal texts produce equal files")
    void deterministic() throws IOException {
        ScriptedSource source = new ScriptedSource(List.of(text("b a / c b a"), text("a d")), 3);
        VocabularyOptions options = new VocabularyOptions(1, Integer.MAX_VALUE);
        encode(source, options, 3).close();
        byte[] first = Files.readAllBytes(target);
        encode(source, options, 1).close();
        assertTrue(Arrays.equals(first, Files.readAllBytes(target)));
    }
}
