package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Checks that compressed vectors are close to the original, survive saving, and answer queries. */
class CompressionTest {
    private static final int WORDS = 1500;
    private static final int DIMENSION = 70;

    @TempDir
    Path folder;

    private final DenseEmbeddings dense = clustered();

    /** Returns clusters of ten words with very different norms; word 5 has a zero vector. */
    private static DenseEmbeddings clustered() {
        Random random = new Random(20_260_105);
        List<String> words = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        float[] centre = new float[DIMENSION];
        for (int id = 0; id < WORDS; id++) {
            words.add("w" + id);
            float length = (float) Math.exp(3 * random.nextGaussian());
            for (int j = 0; j < DIMENSION; j++) {
                centre[j] = id % 10 == 0 ? (float) random.nextGaussian() : centre[j];
                vectors.set(id, j, id == 5 ? 0 : length * (centre[j] + 0.7f * (float) random.nextGaussian()));
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.EMPTY);
    }

    private static float[] row(CompressedEmbeddings embeddings, int id) {
        float[] row = new float[DIMENSION];
        embeddings.copyVector(id, row, 0);
        return row;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Values differ by at most the precision")
    void valueError(Precision precision) {
        try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
            float[] expected = new float[DIMENSION];
            for (int id = 0; id < WORDS; id++) {
                dense.vectors().copyRow(id, expected, 0);
                float largest = 0;
                for (float value : expected) {
                    largest = Math.max(largest, Math.abs(value));
                }
                float[] actual = row(compressed, id);
                double squares = 0;
                for (int j = 0; j < DIMENSION; j++) {
                    double error = precision == Precision.HALF
                            ? Math.abs(expected[j]) / 2048 + 0x1p-25
                            : largest / 127 / 2 * 1.001;
                    assertEquals(expected[j], actual[j], error, id + ", " + j);
                    squares += (double) actual[j] * actual[j];
                }
                assertEquals(
                        Math.sqrt(squares),
                        compressed.norms().getAtIndex(java.lang.foreign.ValueLayout.JAVA_FLOAT, id),
                        1e-5 * Math.sqrt(squares));
            }
            DenseEmbeddings again = compressed.decompress();
            again.vectors().copyRow(42, expected, 0);
            assertArrayEquals(row(compressed, 42), expected);
            // Memory that is freed by closing is not limited by the heap size, unlike that of the garbage collector.
            again.close();
            assertFalse(again.vectors().segment().scope().isAlive());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Neighbours are nearly the same")
    void neighbours(Precision precision) {
        try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
            Neighbours neighbours = Neighbours.of(compressed, 2);
            CompressionLoss loss = CompressionLoss.measure(
                    dense, Neighbours.of(dense), compressed, neighbours, new CompressionLoss.Sample(300, 5, 1));
            assertTrue(loss.words() >= 299, loss.toString());
            assertTrue(loss.overlap() > (precision == Precision.HALF ? 0.995 : 0.95), loss.toString());
            assertTrue(loss.cosineError() < 0.005, loss.toString());
            // Exact search ignores the sign bits; a batch gives the same results as single queries.
            List<Question> questions = new ArrayList<>();
            for (int id = 10; id < 30; id++) {
                questions.add(Question.similar(List.of("w" + id), 3));
            }
            List<Outcome<List<Neighbour>>> together = neighbours.exact().askAll(questions);
            for (int i = 0; i < questions.size(); i++) {
                List<Neighbour> alone = neighbours.exact().ask(questions.get(i)).orElseThrow();
                List<Neighbour> batch = together.get(i).orElseThrow();
                assertEquals(
                        alone.stream().map(Neighbour::word).toList(),
                        batch.stream().map(Neighbour::word).toList());
            }
        }
    }

    @Test
    @DisplayName("A model compared with itself has no loss")
    void noLoss() {
        Neighbours exact = Neighbours.of(dense);
        assertEquals(
                new CompressionLoss(200, 10, 1, 0),
                CompressionLoss.measure(dense, exact, dense, exact, new CompressionLoss.Sample(200, 10, 3)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Saved embeddings are opened unchanged")
    void saveAndOpen(Precision precision) throws IOException {
        Path file = folder.resolve("m");
        try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
            compressed.save(file);
            try (Embeddings opened = Embeddings.open(file)) {
                CompressedEmbeddings again = assertInstanceOf(CompressedEmbeddings.class, opened);
                assertEquals(precision, again.precision());
                assertEquals(
                        precision.label(),
                        again.metadata().get(ModelMetadata.PRECISION).orElseThrow());
                assertArrayEquals(row(compressed, 77), row(again, 77));
                assertEquals(
                        Neighbours.of(compressed).similar(List.of("w9"), 7),
                        Neighbours.of(again).similar(List.of("w9"), 7));
                again.save(folder.resolve("n"));
            }
        }
        assertEquals(-1, Files.mismatch(file, folder.resolve("n")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A damaged file is rejected or read safely")
    void damagedFile(Precision precision) throws IOException {
        Path file = folder.resolve("m");
        try (CompressedEmbeddings compressed = CompressedEmbeddings.of(dense, precision)) {
            compressed.save(file);
        }
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            // The header first, then any byte.
            int range = round < 70 ? 1200 : damaged.length;
            damaged[random.nextInt(range)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            try (Embeddings opened = Embeddings.open(file)) {
                Neighbours.of(opened).similar(List.of("w9"), 7);
            } catch (MalformedFileException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains(file.toString()));
            } catch (UncheckedIOException damagedValue) {
                assertInstanceOf(MalformedFileException.class, damagedValue.getCause());
            }
        }
    }

    @Test
    @DisplayName("A value out of range is rejected with its word")
    void valueOutOfRange() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 1, 1);
        vectors.set(0, 0, 1e5f);
        DenseEmbeddings large =
                DenseEmbeddings.of(VocabularyBuilder.of(List.of("huge"), new long[1]), vectors, ModelMetadata.EMPTY);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> CompressedEmbeddings.of(large, Precision.HALF))
                .getMessage();
        assertTrue(String.valueOf(message).contains("\"huge\" contains the value 100000.0"), message);
        CompressedEmbeddings.of(large, Precision.INT8).close();
    }
}
