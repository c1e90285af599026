package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.alignment.Rotation;
import org.wvtoolkit.alignment.WordPairs;
import org.wvtoolkit.clustering.SphericalKMeans;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.progress.ProgressListener;

/** A norm that was damaged in the file must not change a result: it is reported with the file. */
class DamagedNormsTest {
    private static final int WORDS = 30;
    private static final int DAMAGED = 7;
    private static final Pattern NORMS = Pattern.compile("\"norms\":\\{[^}]*\"data_offsets\":\\[(\\d+)");

    @TempDir
    Path folder;

    private Path damaged(float norm) throws IOException {
        Path file = folder.resolve("model.safetensors");
        SmallModels.random(WORDS, 6, 1).save(file);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) buffer.getLong(0);
        Matcher matcher = NORMS.matcher(new String(bytes, Long.BYTES, header, StandardCharsets.UTF_8));
        assertTrue(matcher.find());
        buffer.putFloat(Long.BYTES + header + Integer.parseInt(matcher.group(1)) + DAMAGED * Float.BYTES, norm);
        return Files.write(file, bytes);
    }

    private static void assertReported(Executable use) {
        MalformedFileException cause = assertInstanceOf(
                MalformedFileException.class,
                assertThrows(UncheckedIOException.class, use).getCause());
        assertTrue(String.valueOf(cause.getMessage()).contains("has the norm"), cause.getMessage());
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-30f, 0.1f, 1e30f})
    @DisplayName("Comparisons, alignments and clusters report a damaged norm")
    void reported(float norm) throws IOException {
        try (DenseEmbeddings model = (DenseEmbeddings) Embeddings.open(damaged(norm))) {
            String word = "w" + DAMAGED;
            Benchmark pairs = new Benchmark.Similarity("pairs", List.of(new Benchmark.RatedPair("w1", word, 1)));
            BenchmarkWords words = BenchmarkWords.of(model.vocabulary(), Convention.GENSIM, List.of(pairs));
            assertReported(() -> new EmbeddingSimilarity(model, words).similarity("w1", word));
            assertReported(() -> AssociationTest.of(
                    model, List.of("w1", word), List.of("w2", "w3"), List.of("w4", "w5"), List.of("w6", "w8"), 1));
            WordPairs all = WordPairs.identical(model, model, WORDS);
            assertReported(() -> Rotation.fit(model, model, all));
            assertReported(() -> new SphericalKMeans(2, 5, 1).run(model, WORDS, 1, ProgressListener.NONE));
        }
    }

    @Test
    @DisplayName("Analogies report a damaged norm of any candidate")
    void analogies() throws IOException {
        try (DenseEmbeddings model = (DenseEmbeddings) Embeddings.open(damaged(1e-30f));
                Arena arena = Arena.ofConfined()) {
            assertReported(() -> new DenseCosines(model, new int[] {1, 2, DAMAGED}, arena));
            DenseCosines others = new DenseCosines(model, new int[] {1, 2}, arena);
            MemorySegment block = arena.allocate(2L * WORDS * 1024, 64);
            MemorySegment scratch = arena.allocate(others.scratchBytes(), 64);
            assertReported(() -> others.fill(0, WORDS, block, scratch));
        }
    }
}
