package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Invalid values in model files are reported with their position when a query uses them. */
class DamagedValuesTest {
    private static final int WORDS = 300;
    private static final int DIMENSION = 20;
    private static final int DAMAGED = 77;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "vectors, NaN",
        "vectors, Infinity",
        "vectors, -Infinity",
        "norms, 0",
        "norms, 1e-30",
        "norms, 0.001",
    })
    @DisplayName("a damaged value or norm of a mapped model is reported by single and batched queries")
    void dense(String tensor, float value) throws IOException {
        Path file = folder.resolve("model");
        try (Embeddings model = model()) {
            model.save(file);
        }
        long element = tensor.equals("vectors") ? DAMAGED * DIMENSION + 3 : DAMAGED;
        long at = patch(
                file,
                tensor,
                element,
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, value));
        check(file, tensor, at);
    }

    @Test
    @DisplayName("NaN in half precision is reported")
    void half() throws IOException {
        Path file = folder.resolve("half");
        try (DenseEmbeddings model = model();
                CompressedEmbeddings half = CompressedEmbeddings.of(model, Precision.HALF)) {
            half.save(file);
        }
        patch(file, "vectors", DAMAGED * DIMENSION, ByteBuffer.wrap(new byte[] {0, 0x7E}));
        check(file, "norms", -1);
    }

    @Test
    @DisplayName("the word of a query is checked, too")
    void queryWord() throws IOException {
        Path file = folder.resolve("model");
        try (Embeddings model = model()) {
            model.save(file);
        }
        patch(
                file,
                "norms",
                5,
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 0));
        try (Embeddings model = Embeddings.open(file)) {
            Comparisons comparisons = Comparisons.of(model);
            assertThrows(UncheckedIOException.class, () -> comparisons.similarity(List.of("w5"), List.of("w6")));
            assertThrows(UncheckedIOException.class, () -> model.vector(5));
        }
    }

    @Test
    @DisplayName("vectors of zeros are not faults")
    void zeros() throws IOException {
        Path file = folder.resolve("zeros");
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 3, 4);
        vectors.set(0, 0, 1);
        vectors.set(1, 1, 1e-42f);
        try (Embeddings model = DenseEmbeddings.of(
                VocabularyBuilder.of(List.of("a", "b", "c"), new long[] {3, 2, 1}),
                vectors,
                ModelMetadata.of(Map.of()))) {
            model.save(file);
        }
        try (Embeddings model = Embeddings.open(file)) {
            Outcome<List<Neighbour>> outcome = Neighbours.of(model).similar(List.of("a"), 5);
            if (!(outcome instanceof Outcome.Known<List<Neighbour>>(List<Neighbour> found))) {
                throw new AssertionError(outcome);
            }
            assertEquals(List.of("b"), found.stream().map(Neighbour::word).toList());
        }
    }

    @Test
    @DisplayName("truncating a mapped model raises an error in compiled SIMD kernels and does not end the process")
    void truncatedWhileMapped() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("error.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TruncatingProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(TruncatingProcess.SURVIVED, process.waitFor(), output);
    }

    private void check(Path file, String tensor, long at) throws IOException {
        try (Embeddings model = Embeddings.open(file)) {
            Neighbours search = Neighbours.of(model);
            UncheckedIOException single =
                    assertThrows(UncheckedIOException.class, () -> search.similar(List.of("w1"), 5));
            MalformedFileException fault = assertInstanceOf(MalformedFileException.class, single.getCause());
            assertEquals(file, fault.path());
            String message = String.valueOf(fault.getMessage());
            assertTrue(message.contains(tensor), message);
            if (at >= 0) {
                assertEquals(at, fault.offset());
            }
            List<Question> many = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                many.add(Question.similar(List.of("w" + i), 3));
            }
            assertThrows(UncheckedIOException.class, () -> search.askAll(many));
        }
    }

    private static DenseEmbeddings model() {
        Random random = new Random(4);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        List<String> words = new ArrayList<>();
        for (int row = 0; row < WORDS; row++) {
            words.add("w" + row);
            for (int column = 0; column < DIMENSION; column++) {
                vectors.set(row, column, (float) random.nextGaussian());
            }
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.of(Map.of()));
    }

    /** Overwrites one element of a tensor. Returns its file offset. */
    private static long patch(Path file, String tensor, long element, ByteBuffer value) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
        Matcher entry = Pattern.compile('"' + tensor + "\":\\{[^}]*\"data_offsets\":\\[(\\d+)")
                .matcher(json);
        assertTrue(entry.find(), json);
        long at = 8 + header + Long.parseLong(entry.group(1)) + element * value.capacity();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(value.duplicate(), at);
        }
        return at;
    }
}
