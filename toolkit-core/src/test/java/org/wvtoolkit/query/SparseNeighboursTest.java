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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.RandomCorpus;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;

/** Checks that a sparse model gives the same results as a dense one with the same vectors. */
class SparseNeighboursTest {
    @TempDir
    Path folder;

    private Resources resources() {
        return new Resources(2, Resources.MIN_MEMORY, folder);
    }

    /** Opens a file of counts in double precision or weights in single precision. */
    private Embeddings sparse(boolean weights, boolean positional) throws IOException {
        Path counted = folder.resolve("counts.safetensors");
        CooccurrenceOptions options =
                CooccurrenceOptions.builder().window(4).positional(positional).build();
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 31, 600, 30, 300);
                ContextMatrix counts =
                        CooccurrenceCounter.count(corpus, options, counted, resources(), ProgressListener.NONE)) {
            if (!weights) {
                return Embeddings.open(counted);
            }
            Path weighted = folder.resolve("weights.safetensors");
            MatrixWeigher.weigh(counts, WeightingOptions.defaults(), weighted, resources(), ProgressListener.NONE)
                    .close();
            return Embeddings.open(weighted);
        }
    }

    private static DenseEmbeddings dense(SparseEmbeddings sparse) {
        CsrMatrix rows = sparse.vectors();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows.rows(), rows.columns());
        for (int row = 0; row < rows.rows(); row++) {
            for (long at = rows.rowStart(row); at < rows.rowEnd(row); at++) {
                vectors.set(row, rows.column(at), (float) rows.value(at));
            }
        }
        return DenseEmbeddings.of(sparse.vocabulary(), vectors, ModelMetadata.EMPTY);
    }

    private static void assertSame(Outcome<List<Neighbour>> expected, Outcome<List<Neighbour>> found) {
        List<Neighbour> left = expected.orElseThrow();
        List<Neighbour> right = found.orElseThrow();
        assertEquals(left.size(), right.size());
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            // Nearly equal neighbours may be in either order.
            differences.add((double) Math.abs(left.get(i).score() - right.get(i).score()));
        }
        assertTrue(differences.stream().allMatch(difference -> difference < 1e-5), left + "\n" + right);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    @DisplayName("Results equal those of the same vectors in dense storage")
    void sameAsDense(int kind) throws IOException {
        try (SparseEmbeddings sparse = (SparseEmbeddings) sparse(kind % 2 == 1, kind >= 2);
                DenseEmbeddings dense = dense(sparse)) {
            for (int threads : new int[] {1, 3}) {
                Neighbours ofSparse = Neighbours.of(sparse, threads, 1);
                Neighbours ofDense = Neighbours.of(dense, 1);
                for (int id = 0; id < sparse.vocabulary().size(); id += 17) {
                    String word = sparse.vocabulary().word(id);
                    assertSame(ofDense.similar(List.of(word), 12), ofSparse.similar(List.of(word), 12));
                    Question limited = new Question(List.of(word, "w7"), List.of("w3"), 5, 50);
                    assertSame(ofDense.ask(limited), ofSparse.ask(limited));
                    assertSame(ofDense.analogy("w1", "w2", word, 3), ofSparse.analogy("w1", "w2", word, 3));
                }
            }
        }
    }

    @Test
    @DisplayName("Results do not depend on the number of threads")
    void threads() throws IOException {
        try (Embeddings sparse = sparse(true, false)) {
            Outcome<List<Neighbour>> one = Neighbours.of(sparse, 1).similar(List.of("w5"), 40);
            for (int threads = 2; threads < 9; threads++) {
                assertEquals(one, Neighbours.of(sparse, threads, 1).similar(List.of("w5"), 40));
            }
        }
    }

    @Test
    @DisplayName("A word minus itself has no direction")
    void noDirection() throws IOException {
        try (Embeddings sparse = sparse(true, false)) {
            Question nothing = new Question(List.of("w5"), List.of("w5"), 1, Integer.MAX_VALUE);
            assertInstanceOf(Outcome.NoDirection.class, Neighbours.of(sparse).ask(nothing));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a value that is not finite is reported with its position")
    void damagedValue(boolean weights) throws IOException {
        sparse(weights, false).close();
        Path file = folder.resolve(weights ? "weights.safetensors" : "counts.safetensors");
        int width = weights ? Float.BYTES : Double.BYTES;
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        String json = new String(bytes.array(), 8, header, StandardCharsets.UTF_8);
        Matcher entry =
                Pattern.compile("\"data\":\\{[^}]*\"data_offsets\":\\[(\\d+)").matcher(json);
        assertTrue(entry.find(), json);
        int at = 8 + header + Integer.parseInt(entry.group(1)) + 500 * width;
        if (weights) {
            bytes.putFloat(at, Float.NaN);
        } else {
            bytes.putDouble(at, Double.POSITIVE_INFINITY);
        }
        Files.write(file, bytes.array());
        try (Embeddings model = Embeddings.open(file)) {
            String word = model.vocabulary().word(100);
            Neighbours search = Neighbours.of(model);
            UncheckedIOException thrown =
                    assertThrows(UncheckedIOException.class, () -> search.similar(List.of(word), 3));
            assertEquals(
                    at,
                    assertInstanceOf(MalformedFileException.class, thrown.getCause())
                            .offset());
        }
    }
}
