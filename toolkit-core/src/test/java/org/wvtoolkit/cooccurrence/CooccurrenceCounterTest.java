package org.wvtoolkit.cooccurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class CooccurrenceCounterTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static EncodedCorpus small;

    @BeforeAll
    static void makeCorpus() throws IOException {
        small = RandomCorpus.make(shared, 7, 60, 25, 40);
    }

    @AfterAll
    static void closeCorpus() {
        small.close();
    }

    static Stream<CooccurrenceOptions> allOptions() {
        List<CooccurrenceOptions> all = new ArrayList<>();
        for (int window : new int[] {1, 2, 13}) {
            for (WindowWeighting weighting : WindowWeighting.values()) {
                for (ContextSide side : ContextSide.values()) {
                    CooccurrenceOptions.Builder builder = CooccurrenceOptions.builder()
                            .window(window)
                            .weighting(weighting)
                            .side(side)
                            .seed(window);
                    all.add(builder.build());
                    all.add(builder.positional(true).build());
                    for (SubsamplingMode mode : SubsamplingMode.values()) {
                        all.add(builder.positional(window == 2)
                                .subsample(0.01, mode)
                                .build());
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("allOptions")
    @DisplayName("Counts equal their definition for every option")
    void definition(CooccurrenceOptions options) throws IOException {
        List<Map<Integer, Double>> expected = naive(small, options);
        for (int blockTokens : new int[] {Integer.MAX_VALUE, 97}) {
            try (ContextMatrix counts = count(small, options, 2, blockTokens, 1 << 20)) {
                assertSame(expected, counts.matrix());
            }
        }
    }

    @Test
    @DisplayName("A corpus of one sentence is counted across blocks")
    void oneSentence() throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 3, 1, 5000, 50)) {
            for (SubsamplingMode mode : SubsamplingMode.values()) {
                CooccurrenceOptions options = CooccurrenceOptions.builder()
                        .window(50)
                        .weighting(WindowWeighting.LINEAR)
                        .subsample(0.001, mode)
                        .build();
                try (ContextMatrix counts = count(corpus, options, 2, 131, 1 << 20)) {
                    assertSame(naive(corpus, options), counts.matrix());
                }
            }
        }
    }

    @Test
    @DisplayName("The bytes do not depend on threads, blocks or ranges")
    void deterministic() throws IOException {
        CooccurrenceOptions options = CooccurrenceOptions.builder()
                .window(7)
                .weighting(WindowWeighting.HARMONIC)
                .build();
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 11, 2000, 30, 500)) {
            Path first = folder.resolve("first");
            try (ContextMatrix counts = count(corpus, options, 1, Integer.MAX_VALUE, 1 << 20)) {
                counts.save(first);
            }
            int[][] settings = {{1, 1000, 1 << 20}, {3, 1000, 1 << 20}, {2, 313, 64}, {4, Integer.MAX_VALUE, 100}};
            for (int[] setting : settings) {
                Path again = folder.resolve("again");
                try (ContextMatrix counts = count(corpus, options, setting[0], setting[1], setting[2])) {
                    counts.save(again);
                }
                assertEquals(-1, Files.mismatch(first, again));
            }
            Path direct = folder.resolve("direct");
            CooccurrenceCounter.count(corpus, options, direct, resources(2), ProgressListener.NONE)
                    .close();
            assertEquals(-1, Files.mismatch(first, direct));
        }
    }

    @Test
    @DisplayName("A saved file is opened unchanged")
    void saveAndOpen() throws IOException {
        CooccurrenceOptions options = CooccurrenceOptions.builder()
                .window(3)
                .side(ContextSide.LEFT)
                .positional(true)
                .subsample(0.1, SubsamplingMode.DIRTY)
                .seed(99)
                .build();
        Path saved = folder.resolve("saved");
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 50, 20, 30);
                ContextMatrix counts =
                        CooccurrenceCounter.count(corpus, options, resources(1), ProgressListener.NONE)) {
            counts.save(saved);
            try (ContextMatrix opened = ContextMatrix.open(saved, ContextMatrix.Kind.COUNTS)) {
                assertEquals(options, opened.countingOptions());
                assertEquals("random", opened.metadata().get("text.analyzer"));
                assertEquals(corpus.vocabulary().word(3), opened.vocabulary().word(3));
                assertEquals(-1, counts.matrix().data().mismatch(opened.matrix().data()));
                assertEquals(3 * opened.matrix().rows(), opened.matrix().columns());
            }
        }
    }

    @Test
    @DisplayName("No temporary file is left")
    void temporaryFiles() throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 50, 20, 30)) {
            Path empty = Files.createDirectory(folder.resolve("temporary"));
            Resources resources = new Resources(2, Resources.MIN_MEMORY, empty);
            CooccurrenceCounter.count(corpus, CooccurrenceOptions.defaults(), resources, ProgressListener.NONE)
                    .close();
            try (Stream<Path> left = Files.list(empty)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    @DisplayName("A missing temporary folder is named")
    void missingFolder() throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 50, 20, 30)) {
            Path missing = folder.resolve("missing");
            Resources resources = new Resources(1, Resources.MIN_MEMORY, missing);
            IOException failure = assertThrows(
                    IOException.class,
                    () -> CooccurrenceCounter.count(
                            corpus, CooccurrenceOptions.defaults(), resources, ProgressListener.NONE));
            assertTrue(failure.toString().contains("missing"), failure.toString());
        }
    }

    private Resources resources(int threads) {
        return new Resources(threads, Resources.MIN_MEMORY, folder);
    }

    private ContextMatrix count(
            EncodedCorpus corpus, CooccurrenceOptions options, int threads, int blockTokens, int rangeColumns)
            throws IOException {
        Resources resources = resources(threads);
        CountingPlan plan = CountingPlan.of(corpus, options, resources);
        CountingPlan forced = new CountingPlan(
                plan.columns(),
                Math.min(rangeColumns, plan.columns()),
                Math.min(blockTokens, corpus.tokens()),
                threads,
                plan.rowBounds());
        return CooccurrenceCounter.count(corpus, options, forced, resources, ProgressListener.NONE);
    }

    private static void assertSame(List<Map<Integer, Double>> expected, CsrMatrix matrix) {
        matrix.validate();
        assertEquals(expected.size(), matrix.rows());
        long cells = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            Map<Integer, Double> found = new TreeMap<>();
            for (long position = matrix.rowStart(row); position < matrix.rowEnd(row); position++) {
                found.put(matrix.column(position), matrix.value(position));
            }
            assertEquals(expected.get(row).keySet(), found.keySet());
            for (Map.Entry<Integer, Double> cell : found.entrySet()) {
                assertEquals(expected.get(row).getOrDefault(cell.getKey(), 0.0), cell.getValue(), 1e-9);
            }
            cells += found.size();
        }
        assertEquals(cells, matrix.nonZeros());
    }

    /** Reference implementation: sentence by sentence and pair by pair in double precision. */
    private static List<Map<Integer, Double>> naive(EncodedCorpus corpus, CooccurrenceOptions options) {
        TokenFilter filter = new TokenFilter(options, corpus.vocabulary());
        int words = corpus.vocabulary().size();
        List<Map<Integer, Double>> rows = new ArrayList<>();
        for (int word = 0; word < words; word++) {
            rows.add(new TreeMap<>());
        }
        for (long sentence = 0; sentence < corpus.sentences(); sentence++) {
            long begin = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence);
            long end = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence + 1);
            List<Integer> tokens = new ArrayList<>();
            for (long position = begin; position < end; position++) {
                int word = corpus.ids().getAtIndex(ValueLayout.JAVA_INT, position);
                if (filter.keeps(word, position)) {
                    tokens.add(word);
                } else if (options.subsamplingMode() == SubsamplingMode.CLEAN) {
                    tokens.add(-1);
                }
            }
            for (int i = 0; i < tokens.size(); i++) {
                for (int j = Math.max(0, i - options.window());
                        j <= Math.min(tokens.size() - 1, i + options.window());
                        j++) {
                    boolean counts = i != j
                            && tokens.get(i) >= 0
                            && tokens.get(j) >= 0
                            && (options.side() == ContextSide.SYMMETRIC
                                    || (options.side() == ContextSide.LEFT) == (j < i));
                    if (counts) {
                        int column = slot(options, j - i) * words + tokens.get(j);
                        rows.get(tokens.get(i)).merge(column, weight(options, Math.abs(i - j)), Double::sum);
                    }
                }
            }
        }
        return rows;
    }

    private static int slot(CooccurrenceOptions options, int offset) {
        if (!options.positional()) {
            return 0;
        }
        if (offset < 0) {
            return offset + options.window();
        }
        return offset - 1 + (options.side() == ContextSide.SYMMETRIC ? options.window() : 0);
    }

    private static double weight(CooccurrenceOptions options, int distance) {
        return switch (options.weighting()) {
            case CONSTANT -> 1;
            case LINEAR -> (options.window() - distance + 1) / (double) options.window();
            case HARMONIC -> 1.0 / distance;
        };
    }
}
