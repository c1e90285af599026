package org.wvtoolkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.CompressionLoss;
import org.wvtoolkit.query.Cosines;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class HnswIndexTest {
    @TempDir
    Path folder;

    private static DenseEmbeddings clustered(int words, int dimension, long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), words, dimension);
        float[][] centres = new float[20][dimension];
        for (float[] centre : centres) {
            for (int j = 0; j < dimension; j++) {
                centre[j] = (float) random.nextGaussian();
            }
        }
        for (int id = 0; id < words; id++) {
            names.add("w" + id);
            for (int j = 0; j < dimension; j++) {
                // One word has a zero vector.
                vectors.set(id, j, id == 3 ? 0 : centres[id % 20][j] + 0.5f * (float) random.nextGaussian());
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(names, new long[words]), vectors, ModelMetadata.EMPTY);
    }

    private static double recall(DenseEmbeddings embeddings, HnswIndex index) {
        Neighbours exact = Neighbours.of(embeddings);
        return CompressionLoss.measure(
                        embeddings, exact, embeddings, exact.with(index), new CompressionLoss.Sample(300, 10, 99))
                .overlap();
    }

    @Test
    @DisplayName("A larger search width finds more neighbours")
    void searchWidth() throws IOException {
        DenseEmbeddings embeddings = clustered(2000, 24, 1);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            double narrow = recall(embeddings, index.withSearchWidth(1));
            double wide = recall(embeddings, index.withSearchWidth(400));
            assertTrue(narrow < wide && wide > 0.995, narrow + " and " + wide);
            assertEquals(400, index.withSearchWidth(400).searchWidth());
            assertThrows(IllegalArgumentException.class, () -> index.withSearchWidth(0));
        }
    }

    @Test
    @DisplayName("A search finds as many neighbours as requested, however narrow it is")
    void moreNeighboursThanWidth() throws IOException {
        DenseEmbeddings embeddings = clustered(2000, 24, 1);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            float[] direction = Objects.requireNonNull(Cosines.of(embeddings).direction(5));
            for (int count : new int[] {1, 10, 300, 1999}) {
                assertEquals(count, index.withSearchWidth(1).nearest(direction, count).length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("Finds the required share of neighbours, also after saving")
    void recall(int threads) throws IOException {
        DenseEmbeddings embeddings = clustered(2000, 24, 1);
        Path file = HnswIndex.beside(folder.resolve("m"));
        assertEquals(folder.resolve("m.hnsw"), file);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), threads, ProgressListener.NONE)) {
            assertTrue(index.recall() >= 0.96, "recall " + index.recall());
            assertTrue(recall(embeddings, index) > 0.94);
            index.save(file);
            try (HnswIndex opened = HnswIndex.open(file, embeddings)) {
                assertEquals(index.recall(), opened.recall());
                assertEquals(index.searchWidth(), opened.searchWidth());
                Neighbours exact = Neighbours.of(embeddings);
                for (int id = 0; id < 50; id++) {
                    if (id != 3) {
                        assertEquals(
                                exact.with(index).similar(List.of("w" + id), 10),
                                exact.with(opened).similar(List.of("w" + id), 10));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("The index is the same for any number of threads")
    void repeatable() throws IOException {
        DenseEmbeddings embeddings = clustered(3000, 16, 9);
        for (int threads = 1; threads <= 4; threads++) {
            try (HnswIndex index =
                    HnswIndex.build(embeddings, HnswOptions.defaults(), threads, ProgressListener.NONE)) {
                index.save(folder.resolve("i" + threads));
            }
            assertEquals(-1, Files.mismatch(folder.resolve("i1"), folder.resolve("i" + threads)), threads + " threads");
        }
    }

    @Test
    @DisplayName("A model of equal vectors is indexed")
    void equalVectors() throws IOException {
        List<String> names = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 500, 4);
        for (int id = 0; id < 500; id++) {
            names.add("w" + id);
            vectors.set(id, id % 2, 1);
        }
        DenseEmbeddings embeddings =
                DenseEmbeddings.of(VocabularyBuilder.of(names, new long[500]), vectors, ModelMetadata.EMPTY);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            for (Neighbour found : Neighbours.of(embeddings)
                    .with(index)
                    .similar(List.of("w7"), 20)
                    .orElseThrow()) {
                assertEquals(1, found.score(), 1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("No thread continues after a failed build")
    void failedBuild(int threads) {
        DenseEmbeddings embeddings = clustered(20_000, 24, 1);
        ProgressListener failing = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {}

            @Override
            public void note(String message) {}

            @Override
            public void advanced(long done, String detail) {
                throw new IllegalStateException("enough");
            }
        };
        assertThrows(
                IllegalStateException.class,
                () -> HnswIndex.build(embeddings, HnswOptions.defaults(), threads, failing));
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().values().stream()
                        .flatMap(Arrays::stream)
                        .filter(frame -> frame.getClassName().startsWith(GraphBuilder.class.getName())
                                && !frame.getMethodName().equals("build"))
                        .toList());
    }

    @Test
    @DisplayName("An interrupted build is reported")
    void interruptedBuild() {
        DenseEmbeddings embeddings = clustered(200, 24, 1);
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    InterruptedIOException.class,
                    () -> HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    @DisplayName("Scores are exact, and many neighbours can be requested")
    void exactScores() throws IOException {
        DenseEmbeddings embeddings = clustered(2000, 16, 2);
        Neighbours exact = Neighbours.of(embeddings);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            List<Neighbour> found =
                    exact.with(index).similar(List.of("w8"), 100).orElseThrow();
            List<Neighbour> all = exact.similar(List.of("w8"), 2000).orElseThrow();
            assertEquals(100, found.size());
            assertTrue(all.containsAll(found));
            assertTrue(all.indexOf(found.getLast()) < 120);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    @DisplayName("Small models are indexed")
    void smallModels(int words) throws IOException {
        DenseEmbeddings embeddings = clustered(words, 3, 3);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            index.save(folder.resolve("i"));
            try (HnswIndex opened = HnswIndex.open(folder.resolve("i"), embeddings)) {
                for (int id = 0; id < words; id++) {
                    Neighbours exact = Neighbours.of(embeddings);
                    assertEquals(
                            exact.similar(List.of("w" + id), 3),
                            exact.with(opened).similar(List.of("w" + id), 3));
                }
            }
        }
    }

    @Test
    @DisplayName("Any dimension and compressed vectors are supported")
    void dimensions() throws IOException {
        DenseEmbeddings embeddings = clustered(300, 1500, 4);
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 2, ProgressListener.NONE)) {
            assertTrue(recall(embeddings, index) > 0.95);
        }
        try (CompressedEmbeddings bytes = CompressedEmbeddings.of(embeddings, Precision.INT8);
                HnswIndex index = HnswIndex.build(bytes, HnswOptions.defaults(), 1, ProgressListener.NONE)) {
            assertTrue(index.recall() > 0.95);
        }
    }

    @Test
    @DisplayName("An index of other vectors is rejected")
    void otherVectors() throws IOException {
        DenseEmbeddings one = clustered(200, 8, 5);
        DenseEmbeddings other = clustered(200, 8, 6);
        Path file = folder.resolve("i");
        try (HnswIndex index = HnswIndex.build(one, HnswOptions.defaults(), 1, ProgressListener.NONE)) {
            index.save(file);
        }
        String message = assertThrows(MalformedFileException.class, () -> HnswIndex.open(file, other))
                .getMessage();
        assertTrue(String.valueOf(message).endsWith("build the index again"), message);
    }

    @Test
    @DisplayName("An index of other vectors with the same norms is rejected")
    void otherUnitVectors() throws IOException {
        DenseEmbeddings one = signs(200, 1);
        DenseEmbeddings other = signs(200, 2);
        Path file = folder.resolve("i");
        try (HnswIndex index = HnswIndex.build(one, HnswOptions.defaults(), 1, ProgressListener.NONE)) {
            index.save(file);
        }
        assertEquals(-1, one.norms().mismatch(other.norms()));
        assertThrows(MalformedFileException.class, () -> HnswIndex.open(file, other));
        HnswIndex.open(file, one).close();
    }

    /** Vectors of values 1 and −1, whose norms are equal. */
    private static DenseEmbeddings signs(int words, long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), words, 16);
        for (int id = 0; id < words; id++) {
            names.add("w" + id);
            for (int j = 0; j < 16; j++) {
                vectors.set(id, j, random.nextBoolean() ? 1 : -1);
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(names, new long[words]), vectors, ModelMetadata.EMPTY);
    }

    @Test
    @DisplayName("Arguments out of range are rejected")
    void argumentsOutOfRange() throws IOException {
        DenseEmbeddings model = clustered(100, 20, 1);
        for (int threads : new int[] {0, -1}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> HnswIndex.build(model, HnswOptions.defaults(), threads, ProgressListener.NONE));
        }
        try (HnswIndex index = HnswIndex.build(model, HnswOptions.defaults(), 1, ProgressListener.NONE)) {
            assertThrows(IllegalArgumentException.class, () -> index.nearest(new float[20], 1));
            assertThrows(IllegalArgumentException.class, () -> index.nearest(new float[32], 0));
        }
    }

    @Test
    @DisplayName("A damaged file causes an error, not a crash")
    void damagedFile() throws IOException {
        DenseEmbeddings embeddings = clustered(300, 8, 7);
        Path file = folder.resolve("i");
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), 1, ProgressListener.NONE)) {
            index.save(file);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(8);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(round < 150 ? 700 : damaged.length);
            damaged[at] = (byte) (random.nextInt(256) | (round < 150 ? 0 : 0x80));
            Files.write(file, damaged);
            try (HnswIndex opened = HnswIndex.open(file, embeddings)) {
                Neighbours.of(embeddings).with(opened).similar(List.of("w" + random.nextInt(4, 300)), 5);
            } catch (MalformedFileException refused) {
                assertTrue(refused.getMessage() != null);
            } catch (UncheckedIOException refused) {
                assertInstanceOf(MalformedFileException.class, refused.getCause());
            }
        }
    }

    @Test
    @DisplayName("Options out of range are rejected")
    void optionOutOfRange() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new HnswOptions(1, 100, 0.9, 1),
                () -> new HnswOptions(16, 8, 0.9, 1),
                () -> new HnswOptions(16, 4000, 0.9, 1),
                () -> new HnswOptions(16, 100, 0, 1),
                () -> new HnswOptions(16, 100, Double.NaN, 1))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }
}
