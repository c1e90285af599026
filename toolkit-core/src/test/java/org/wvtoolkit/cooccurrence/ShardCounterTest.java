package org.wvtoolkit.cooccurrence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.weighting.CellWeights;
import org.wvtoolkit.weighting.Marginals;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.Weighting;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.weighting.Weightings;

class ShardCounterTest {
    @TempDir
    Path folder;

    static Stream<CooccurrenceOptions> allOptions() {
        List<CooccurrenceOptions> all = new ArrayList<>();
        for (WindowWeighting weighting : WindowWeighting.values()) {
            for (ContextSide side : ContextSide.values()) {
                CooccurrenceOptions.Builder builder = CooccurrenceOptions.builder()
                        .window(6)
                        .weighting(weighting)
                        .side(side);
                all.add(builder.build());
                all.add(builder.positional(true)
                        .subsample(0.01, SubsamplingMode.DIRTY)
                        .build());
                all.add(builder.subsample(0.01, SubsamplingMode.CLEAN).build());
            }
        }
        return all.stream();
    }

    /** Sentences {@code from} to {@code to} − 1 of a corpus, copied to other memory. */
    private static EncodedCorpus shard(EncodedCorpus corpus, long from, long to, Arena arena) {
        long first = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, from);
        long last = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, to);
        MemorySegment ids =
                arena.allocate(4 * (last - first), 4).copyFrom(corpus.ids().asSlice(4 * first, 4 * (last - first)));
        MemorySegment offsets = arena.allocate(8 * (to - from + 1), 8);
        for (long i = from; i <= to; i++) {
            long offset = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, i) - first;
            offsets.setAtIndex(ValueLayout.JAVA_LONG, i - from, offset);
        }
        return EncodedCorpus.shard(corpus.vocabulary(), ids, offsets, first, Map.of());
    }

    private static List<List<byte[]>> count(EncodedCorpus corpus, ShardCounter counter, int[] bounds, int shards)
            throws IOException {
        List<List<byte[]>> runs = new ArrayList<>();
        for (int piece = 0; piece < bounds.length - 1; piece++) {
            runs.add(new ArrayList<>());
        }
        try (Arena arena = Arena.ofConfined()) {
            for (int i = 0; i < shards; i++) {
                long from = corpus.sentences() * i / shards;
                long to = corpus.sentences() * (i + 1) / shards;
                counter.count(
                        shard(corpus, from, to, arena),
                        bounds,
                        (piece, run) -> runs.get(piece).addFirst(run));
            }
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("allOptions")
    @DisplayName("Counts of shards add up to the counts of the whole corpus, to the bit")
    void addUp(CooccurrenceOptions options) throws IOException {
        Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 200, 30, 80);
                ContextMatrix whole = CooccurrenceCounter.count(corpus, options, resources, ProgressListener.NONE)) {
            CsrMatrix matrix = whole.matrix();
            ShardCounter counter = new ShardCounter(corpus.vocabulary(), options, corpus.tokens());
            assertEquals(matrix.columns(), counter.columns());
            for (int shards : new int[] {1, 3, 8}) {
                int[] bounds = counter.rowBounds(shards + 2);
                List<List<byte[]>> runs = count(corpus, counter, bounds, shards);
                long[] cell = new long[1];
                for (int piece = 0; piece < bounds.length - 1; piece++) {
                    counter.merge(bounds[piece], bounds[piece + 1], runs.get(piece), (row, columns, sums, cells) -> {
                        assertEquals(matrix.rowStart(row), cell[0]);
                        for (int i = 0; i < cells; i++) {
                            assertEquals(matrix.column(cell[0]), columns[i]);
                            assertEquals(matrix.value(cell[0]++), sums[i] / counter.divisor());
                        }
                    });
                }
                assertEquals(matrix.nonZeros(), cell[0]);
            }
        }
    }

    @Test
    @DisplayName("Row ranges cover all rows and are never empty, however many are wanted")
    void rowBounds() throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 50, 10, 12)) {
            int words = corpus.vocabulary().size();
            ShardCounter counter = new ShardCounter(corpus.vocabulary(), CooccurrenceOptions.defaults(), 1000);
            for (int pieces = 1; pieces < 40; pieces++) {
                int[] bounds = counter.rowBounds(pieces);
                assertEquals(0, bounds[0]);
                assertEquals(words, bounds[bounds.length - 1]);
                for (int i = 1; i < bounds.length; i++) {
                    assertEquals(true, bounds[i] > bounds[i - 1]);
                }
            }
            assertArrayEquals(new int[] {0, words}, counter.rowBounds(1));
        }
    }

    @Test
    @DisplayName("Weights of single rows and columns have the bits of the weighted matrix")
    void weights() throws IOException {
        Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
        CooccurrenceOptions options = CooccurrenceOptions.builder()
                .window(4)
                .weighting(WindowWeighting.HARMONIC)
                .side(ContextSide.RIGHT)
                .build();
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 300, 30, 120);
                ContextMatrix whole = CooccurrenceCounter.count(corpus, options, resources, ProgressListener.NONE)) {
            CsrMatrix counts = whole.matrix();
            Marginals marginals = marginals(counts);
            for (Weighting weighting : Weightings.all()) {
                WeightingOptions how = new WeightingOptions(weighting, 0.75, 2, 0.3);
                CellWeights cells = new CellWeights(marginals, how);
                try (ContextMatrix expected = MatrixWeigher.weigh(whole, how, resources, ProgressListener.NONE)) {
                    assertWeights(expected.matrix(), counts, cells);
                }
            }
        }
    }

    private static Marginals marginals(CsrMatrix counts) {
        double[] rowSums = new double[counts.rows()];
        double[] columnSums = new double[counts.columns()];
        int[] blocks = Marginals.blockBounds(counts.indptr(), counts.rows(), counts.columns());
        for (int row = 0; row < counts.rows(); row++) {
            for (int column = 0; column < counts.columns(); column++) {
                rowSums[row] += counts.get(row, column);
            }
        }
        for (int column = 0; column < counts.columns(); column++) {
            int[] rows = new int[counts.rows()];
            double[] values = new double[counts.rows()];
            int cells = 0;
            for (int row = 0; row < counts.rows(); row++) {
                if (counts.get(row, column) != 0) {
                    rows[cells] = row;
                    values[cells++] = counts.get(row, column);
                }
            }
            columnSums[column] = Marginals.columnSum(rows, values, cells, blocks);
        }
        return Marginals.of(rowSums, columnSums);
    }

    private static void assertWeights(CsrMatrix expected, CsrMatrix counts, CellWeights weights) {
        int[] indices = new int[1];
        double[] values = new double[1];
        float[] target = new float[1];
        for (int row = 0; row < counts.rows(); row++) {
            for (long cell = counts.rowStart(row); cell < counts.rowEnd(row); cell++) {
                indices[0] = counts.column(cell);
                values[0] = counts.value(cell);
                float weight = (float) expected.get(row, indices[0]);
                assertEquals(weight == 0 ? 0 : 1, weights.weighRow(row, indices, values, 1, target));
                assertEquals(weight, weight == 0 ? 0 : target[0]);
                indices[0] = row;
                assertEquals(weight == 0 ? 0 : 1, weights.weighColumn(counts.column(cell), indices, values, 1, target));
                assertEquals(weight, weight == 0 ? 0 : target[0]);
            }
        }
    }

    @Test
    @DisplayName("A shard with an id that the vocabulary does not have is refused")
    void badShard() throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 5, 3, 10, 12)) {
            MemorySegment ids = MemorySegment.ofArray(new int[] {0, 99});
            MemorySegment offsets = MemorySegment.ofArray(new long[] {0, 2});
            assertThrows(
                    IllegalArgumentException.class,
                    () -> EncodedCorpus.shard(corpus.vocabulary(), ids, offsets, 0, Map.of()));
        }
    }
}
