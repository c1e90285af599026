package org.wvtoolkit.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Decompression in a process of its own, whose heap and direct memory are smaller than the vectors. */
class DecompressionTest {
    private static final int WORDS = 100_000;
    private static final int DIMENSION = 256;

    @TempDir
    Path folder;

    /** Prints the first value of the last vector. */
    static final class Decompression {
        private Decompression() {}

        public static void main(String[] arguments) throws IOException {
            try (Embeddings opened = Embeddings.open(Path.of(arguments[0]));
                    DenseEmbeddings dense = ((CompressedEmbeddings) opened).decompress()) {
                float[] row = new float[DIMENSION];
                dense.vectors().copyRow(WORDS - 1, row, 0);
                new PrintStream(System.out, true, StandardCharsets.UTF_8).println(row[0]);
            }
        }
    }

    @Test
    @DisplayName("decompress needs neither heap nor direct memory for the vectors")
    void smallHeap() throws Exception {
        Path file = folder.resolve("half.safetensors");
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix vectors = FloatMatrix.allocate(arena, WORDS, DIMENSION);
            float[] row = new float[DIMENSION];
            for (int id = 0; id < WORDS; id++) {
                row[0] = id % 2048;
                row[1 + id % (DIMENSION - 1)] = 1;
                vectors.setRow(id, row, 0);
                row[1 + id % (DIMENSION - 1)] = 0;
            }
            Vocabulary vocabulary = VocabularyBuilder.of(
                    IntStream.range(0, WORDS).mapToObj(id -> "w" + id).toList(), new long[WORDS]);
            try (CompressedEmbeddings half = CompressedEmbeddings.of(
                    DenseEmbeddings.of(vocabulary, vectors, ModelMetadata.EMPTY), Precision.HALF)) {
                half.save(file);
            }
        }
        // The vectors have 102 MB.
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx32m",
                        "-XX:MaxDirectMemorySize=16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Decompression.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), out);
        assertEquals(0, process.exitValue(), out);
        assertEquals((WORDS - 1) % 2048 + ".0", out.strip());
    }
}
