package org.wvtoolkit.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyFile;

class EmbeddingsTest {
    @TempDir
    Path folder;

    private static final ModelMetadata METADATA = ModelMetadata.EMPTY
            .with(ModelMetadata.METHOD, "cbow")
            .withAll(ModelMetadata.OPTION_PREFIX, Map.of("window", "5", "dimension", "3"));

    private static Vocabulary vocabulary(int size) {
        List<String> words = new ArrayList<>();
        long[] counts = new long[size];
        for (int id = 0; id < size; id++) {
            words.add("wörd" + id);
            counts[id] = 3L * (size - id);
        }
        return VocabularyBuilder.of(words, counts);
    }

    private static FloatMatrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    private static void assertSame(FloatMatrix expected, FloatMatrix actual) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.columns(), actual.columns());
        for (int row = 0; row < expected.rows(); row++) {
            for (int column = 0; column < expected.columns(); column++) {
                assertEquals(expected.get(row, column), actual.get(row, column));
            }
        }
    }

    private static DenseEmbeddings open(Path file) throws IOException {
        return (DenseEmbeddings) Embeddings.open(file);
    }

    @Test
    @DisplayName("Every kind of embeddings gives copies of its vectors and their norms")
    void vectors() {
        FloatMatrix matrix = random(5, 3, 1);
        try (DenseEmbeddings dense = DenseEmbeddings.of(vocabulary(5), matrix, METADATA);
                CompressedEmbeddings half = CompressedEmbeddings.of(dense, Precision.HALF);
                CompressedEmbeddings int8 = CompressedEmbeddings.of(dense, Precision.INT8)) {
            for (Embeddings embeddings : List.of(dense, half, int8)) {
                float[] vector = embeddings.vector("wörd2").orElseThrow();
                double sum = 0;
                for (int column = 0; column < 3; column++) {
                    assertEquals(matrix.get(2, column), vector[column], 0.02);
                    sum += (double) vector[column] * vector[column];
                }
                assertEquals(Math.sqrt(sum), embeddings.norm(2), 1e-6);
                float[] copy = {9, 9, 9, 9, 9};
                assertEquals(embeddings.norm(2), embeddings.copyVector(2, copy, 1));
                assertArrayEquals(new float[] {9, vector[0], vector[1], vector[2], 9}, copy);
                vector[0] = 100;
                assertEquals(copy[1], embeddings.vector(2)[0]);
                assertTrue(embeddings.vector("word2").isEmpty());
                assertThrows(IndexOutOfBoundsException.class, () -> embeddings.vector(5));
                assertThrows(IndexOutOfBoundsException.class, () -> embeddings.norm(-1));
                embeddings.verify(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 100, 300, 300_001})
    @DisplayName("Saved embeddings are opened unchanged")
    void saveAndOpen(int dimension) throws IOException {
        int rows = dimension > 1000 ? 3 : 1000;
        FloatMatrix vectors = random(rows, dimension, 1);
        FloatMatrix contexts = random(rows, dimension, 2);
        float[] singularValues = new float[dimension];
        singularValues[0] = 7;
        Path file = folder.resolve("model");
        DenseEmbeddings.of(vocabulary(rows), vectors, METADATA)
                .withContexts(contexts)
                .withSingularValues(singularValues)
                .save(file);
        try (DenseEmbeddings opened = open(file)) {
            assertSame(vectors, opened.vectors());
            assertSame(contexts, opened.contexts().orElseThrow());
            assertArrayEquals(singularValues, opened.singularValues().orElseThrow());
            assertEquals(dimension, opened.dimension());
            assertEquals("wörd1", opened.vocabulary().word(1));
            assertEquals(1, opened.vocabulary().id("wörd1"));
            assertEquals(3L * (rows - 1), opened.vocabulary().count(1));
            assertEquals("cbow", opened.metadata().get(ModelMetadata.METHOD).orElseThrow());
            assertEquals(
                    Map.of("dimension", "3", "window", "5"), opened.metadata().under(ModelMetadata.OPTION_PREFIX));
        }
    }

    @Test
    @DisplayName("Sums of input and context vectors state the weight of the contexts in their metadata")
    void sums() {
        FloatMatrix inputs = random(4, 3, 1);
        FloatMatrix contexts = random(4, 3, 2);
        float expected = Math.fma(0.5f, contexts.get(3, 2), inputs.get(3, 2));
        DenseEmbeddings sums = DenseEmbeddings.ofSums(vocabulary(4), inputs, contexts, 0.5, METADATA);
        assertEquals(expected, sums.vectors().get(3, 2));
        assertEquals(0.5, sums.metadata().contextWeight());
        assertEquals(
                "input + 0.5 * context vectors", sums.metadata().vectorKind().orElseThrow());
        assertTrue(sums.contexts().isPresent());
        FloatMatrix alone = random(4, 3, 1);
        float before = alone.get(3, 2);
        DenseEmbeddings input = DenseEmbeddings.ofSums(vocabulary(4), alone, contexts, 0, METADATA);
        assertEquals(before, input.vectors().get(3, 2));
        assertEquals(0, input.metadata().contextWeight());
        assertTrue(input.metadata().vectorKind().isEmpty());
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> DenseEmbeddings.ofSums(vocabulary(4), alone, contexts, weight, METADATA));
        }
        for (String weight : new String[] {"", "much", "-1", "0", "NaN"}) {
            ModelMetadata metadata = METADATA.with(ModelMetadata.CONTEXT_WEIGHT, weight);
            assertThrows(IllegalArgumentException.class, metadata::contextWeight);
        }
    }

    @Test
    @DisplayName("Saving an opened model over its own file changes no byte")
    void saveOverItself() throws IOException {
        Path file = folder.resolve("model");
        DenseEmbeddings.of(vocabulary(50), random(50, 5, 3), METADATA).save(file);
        Path copy = Files.copy(file, folder.resolve("copy"));
        try (Embeddings opened = Embeddings.open(file)) {
            opened.save(file);
        }
        assertEquals(-1, Files.mismatch(file, copy));
    }

    @Test
    @DisplayName("Norms are Euclidean and do not overflow for huge values")
    void norms() {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 3, 2);
        vectors.setRow(0, new float[] {3, 4}, 0);
        vectors.setRow(1, new float[] {1e38f, 1e38f}, 0);
        DenseEmbeddings embeddings = DenseEmbeddings.of(vocabulary(3), vectors, METADATA);
        assertEquals(5, embeddings.norm(0));
        assertEquals(1.4142135e38f, embeddings.norm(1), 1e32f);
        assertEquals(0, embeddings.norm(2));
        assertThrows(IndexOutOfBoundsException.class, () -> embeddings.norm(3));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    @DisplayName("A value that is not finite is rejected with its word, and nothing is saved")
    void nonFiniteValue(float value) throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        for (int column = 0; column < 7; column++) {
            FloatMatrix vectors = random(9, 7, 4);
            FloatMatrix contexts = random(9, 7, 4);
            DenseEmbeddings embeddings =
                    DenseEmbeddings.of(vocabulary(9), vectors, METADATA).withContexts(contexts);
            contexts.set(8, column, value);
            assertNotSaved(embeddings, file, "the contexts of \"wörd8\" contain the value " + value);
            vectors.set(5, column, value);
            assertNotSaved(embeddings, file, "the vectors of \"wörd5\" contain the value " + value);
        }
        FloatMatrix vectors = random(1, 2, 5);
        assertNotSaved(
                DenseEmbeddings.of(vocabulary(1), vectors, METADATA).withSingularValues(1, value),
                file,
                "a singular value is not finite");
        vectors.setRow(0, new float[] {3e38f, 3e38f}, 0);
        assertNotSaved(DenseEmbeddings.of(vocabulary(1), vectors, METADATA), file, "beyond the range of float");
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private static void assertNotSaved(DenseEmbeddings embeddings, Path file, String reason) {
        String message = String.valueOf(
                assertThrows(IOException.class, () -> embeddings.save(file)).getMessage());
        assertTrue(message.startsWith(file + ": not saved: "), message);
        assertTrue(message.contains(reason), message);
    }

    @Test
    @DisplayName("Mismatching shapes are rejected")
    void shapeMismatch() {
        assertThrows(
                IllegalArgumentException.class, () -> DenseEmbeddings.of(vocabulary(2), random(3, 2, 6), METADATA));
        DenseEmbeddings embeddings = DenseEmbeddings.of(vocabulary(3), random(3, 2, 6), METADATA);
        assertThrows(IllegalArgumentException.class, () -> embeddings.withContexts(random(3, 3, 6)));
        assertThrows(IllegalArgumentException.class, () -> embeddings.withContexts(random(2, 2, 6)));
        assertThrows(IllegalArgumentException.class, () -> embeddings.withSingularValues(1, 2, 3));
    }

    @Test
    @DisplayName("An owned arena is closed with the embeddings")
    void owningArena() {
        Arena arena = Arena.ofShared();
        FloatMatrix vectors = FloatMatrix.allocate(arena, 1, 2);
        DenseEmbeddings embeddings =
                DenseEmbeddings.of(vocabulary(1), vectors, METADATA).owning(arena);
        embeddings.close();
        embeddings.close();
        assertFalse(arena.scope().isAlive());
    }

    @Test
    @DisplayName("A closed model cannot be read")
    void closedModel() throws IOException {
        Path file = folder.resolve("model");
        DenseEmbeddings.of(vocabulary(2), random(2, 2, 7), METADATA).save(file);
        DenseEmbeddings opened = open(file);
        opened.close();
        opened.close();
        assertThrows(IllegalStateException.class, () -> opened.vectors().get(0, 0));
        assertThrows(IllegalStateException.class, () -> opened.vocabulary().word(0));
    }

    /** Returns a model file of two words with one invalid part. */
    private Path bent(Map<String, String> metadata, int rows, int dimension, float... norms) throws IOException {
        Path file = folder.resolve("bent");
        Vocabulary vocabulary = vocabulary(2);
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.add(new TensorDeclaration("vectors", DType.F32, rows, dimension));
        declarations.add(new TensorDeclaration("norms", DType.F32, norms.length));
        try (TensorFileWriter writer = TensorFileWriter.create(file, metadata, declarations)) {
            VocabularyFile.write(vocabulary, writer);
            writer.write("vectors", 0, MemorySegment.ofArray(new float[rows * dimension]));
            writer.write("norms", 0, MemorySegment.ofArray(norms));
            writer.commit();
        }
        return file;
    }

    private static void assertRefused(Path file, String reason) {
        String message = String.valueOf(assertThrows(MalformedFileException.class, () -> Embeddings.open(file))
                .getMessage());
        assertTrue(message.contains(reason), message);
    }

    @Test
    @DisplayName("A file that is not a model is rejected with its actual content")
    void notAModel() throws IOException {
        assertRefused(
                bent(Map.of("kind", "co-occurrence"), 2, 2, 0, 0),
                "contains co-occurrence instead of word " + "vectors");
        assertRefused(bent(Map.of("format_version", "2"), 2, 2, 0, 0), "has the format version 2");
        assertRefused(bent(Map.of(), 3, 2, 0, 0), "vectors F32 [3, 2] should be F32 [2, any]");
        assertRefused(bent(Map.of(), 2, 0, 0, 0), "dimension 0");
        assertRefused(bent(Map.of(), 2, 2, 0), "norms F32 [1] should be F32 [2]");
        assertRefused(bent(Map.of(), 2, 2, 0, Float.NaN), "the norm NaN for word 1");
        assertRefused(bent(Map.of(), 2, 2, -1, 0), "the norm -1.0 for word 0");
        assertRefused(bent(Map.of(), 2, 2, Float.POSITIVE_INFINITY, 0), "the norm Infinity for word 0");
        try (DenseEmbeddings plain = open(bent(Map.of(), 2, 2, 0, 1))) {
            assertEquals(1, plain.norms().getAtIndex(ValueLayout.JAVA_FLOAT, 1));
        }
    }

    @Test
    @DisplayName("A model with any flipped byte is rejected or opened safely")
    void flippedByte() throws IOException {
        Path file = folder.resolve("model");
        DenseEmbeddings.of(vocabulary(3), random(3, 2, 8), METADATA).save(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(9);
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            try (DenseEmbeddings opened = open(file)) {
                Vocabulary vocabulary = opened.vocabulary();
                for (int id = 0; id < vocabulary.size(); id++) {
                    vocabulary.id(vocabulary.word(id));
                    opened.vectors().get(id, opened.dimension() - 1);
                }
            } catch (MalformedFileException expected) {
                assertEquals(file, expected.path());
            }
        }
    }
}
