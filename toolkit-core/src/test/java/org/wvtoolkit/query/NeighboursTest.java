package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class NeighboursTest {
    private static DenseEmbeddings embeddings(float[]... rows) {
        List<String> words = new ArrayList<>();
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows.length, rows[0].length);
        for (int id = 0; id < rows.length; id++) {
            words.add("w" + id);
            vectors.setRow(id, rows[id], 0);
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[rows.length]), vectors, ModelMetadata.EMPTY);
    }

    private static List<Neighbour> found(Outcome<List<Neighbour>> answer) {
        return answer.orElseThrow();
    }

    private static List<String> words(Outcome<List<Neighbour>> answer) {
        return found(answer).stream().map(Neighbour::word).toList();
    }

    /** Reference implementation in double precision with a full sort. */
    private static List<Neighbour> reference(float[][] rows, int[] plus, int[] minus, int count) {
        double[] sum = new double[rows[0].length];
        for (int i = 0; i < plus.length + minus.length; i++) {
            float[] row = rows[i < plus.length ? plus[i] : minus[i - plus.length]];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += (i < plus.length ? row[j] : -row[j]) / norm(row);
            }
        }
        double length = 0;
        for (double value : sum) {
            length += value * value;
        }
        List<Neighbour> all = new ArrayList<>();
        for (int id = 0; id < rows.length; id++) {
            int candidate = id;
            boolean excluded =
                    IntStream.concat(Arrays.stream(plus), Arrays.stream(minus)).anyMatch(own -> own == candidate);
            if (!excluded && norm(rows[id]) > 0) {
                double dot = 0;
                for (int j = 0; j < sum.length; j++) {
                    dot += sum[j] * rows[id][j];
                }
                all.add(new Neighbour(id, "w" + id, (float) (dot / norm(rows[id]) / Math.sqrt(length))));
            }
        }
        all.sort(Comparator.<Neighbour>comparingDouble(neighbour -> -neighbour.score())
                .thenComparingInt(Neighbour::id));
        return all.subList(0, Math.min(count, all.size()));
    }

    private static double norm(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static float[][] random(int rows, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] values = new float[rows][dimension];
        for (float[] row : values) {
            // One row in twenty is zero.
            if (random.nextInt(20) > 0) {
                float scale = (float) Math.exp(6 * random.nextGaussian());
                for (int j = 0; j < dimension; j++) {
                    row[j] = scale * (float) random.nextGaussian();
                }
            }
        }
        for (int j = 0; j < dimension; j++) {
            values[0][j] = 1;
            values[1][j] = j % 2 == 0 ? -1 : 2;
            values[2][j] = j % 3 + 1;
        }
        return values;
    }

    @ParameterizedTest(name = "{0} words, dimension {1}, {2} neighbours, {3} threads, seed {4}")
    @CsvSource({
        "3, 1, 1, 1, 1",
        "4, 2, 10, 1, 2",
        "50, 7, 50, 2, 3",
        "50, 8, 1, 1, 4",
        "300, 9, 10, 1, 5",
        "1000, 100, 1000, 1, 6",
        "2000, 31, 17, 2, 7",
        "20, 20000, 5, 1, 8",
        "4000, 100, 20, 3, 9"
    })
    @DisplayName("Results equal those of the reference implementation")
    void sameAsReference(int rows, int dimension, int count, int threads, long seed) {
        float[][] values = random(rows, dimension, seed);
        Neighbours neighbours = Neighbours.of(embeddings(values), threads, 1);
        assertAgrees(reference(values, new int[] {1}, new int[0], count), neighbours.similar(List.of("w1"), count));
        assertAgrees(
                reference(values, new int[] {1, 1, 2}, new int[0], count),
                neighbours.similar(List.of("w1", "w1", "w2"), count));
        if (dimension > 1) {
            assertAgrees(
                    reference(values, new int[] {1, 2}, new int[] {0}, count),
                    neighbours.analogy("w0", "w1", "w2", count));
        }
    }

    private static void assertAgrees(List<Neighbour> expected, Outcome<List<Neighbour>> answer) {
        List<Neighbour> actual = found(answer);
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).score(), actual.get(i).score(), 1e-5);
            // Where scores differ by more than rounding errors, the order must be the same.
            boolean alone = (i == 0
                            || expected.get(i - 1).score() - expected.get(i).score() > 1e-5)
                    && (i + 1 == expected.size()
                            || expected.get(i).score() - expected.get(i + 1).score() > 1e-5);
            if (alone && i + 1 < expected.size()) {
                assertEquals(expected.get(i).word(), actual.get(i).word());
            }
        }
    }

    @Test
    @DisplayName("Ties are broken by frequency for any number of threads")
    void ties() {
        float[][] rows = new float[1000][];
        for (int id = 0; id < rows.length; id++) {
            rows[id] = new float[8];
            rows[id][id % 4] = 1 + id % 7;
        }
        DenseEmbeddings embeddings = embeddings(rows);
        for (int threads = 1; threads <= 3; threads++) {
            assertEquals(
                    List.of("w1", "w5", "w9", "w17", "w21"),
                    words(Neighbours.of(embeddings, threads, 1).similar(List.of("w13"), 5)));
        }
    }

    @Test
    @DisplayName("Query words and zero vectors are never returned")
    void excludedWords() {
        DenseEmbeddings embeddings =
                embeddings(new float[] {1, 0}, new float[] {0, 0}, new float[] {-1, 0}, new float[] {1, 1});
        Neighbours neighbours = Neighbours.of(embeddings, 1);
        assertEquals(List.of("w3", "w2"), words(neighbours.similar(List.of("w0"), 10)));
        assertEquals(List.of("w2"), words(neighbours.similar(List.of("w0", "w3"), 10)));
        assertEquals(List.of("w3", "w2"), words(neighbours.similar(List.of("w1", "w0"), 10)));
        assertEquals(List.of(), words(neighbours.similar(List.of("w0", "w3", "w2", "w0"), 10)));
    }

    @Test
    @DisplayName("Candidates can be restricted to the most frequent words")
    void mostFrequent() {
        DenseEmbeddings embeddings =
                embeddings(new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 2}, new float[] {1, 0.1f});
        Neighbours neighbours = Neighbours.of(embeddings, 1);
        assertEquals(List.of("w2", "w1"), words(neighbours.ask(new Question(List.of("w0"), List.of(), 10, 3))));
    }

    @Test
    @DisplayName("A query without a direction is reported")
    void noDirection() {
        DenseEmbeddings embeddings =
                embeddings(new float[] {0.1f, 0.7f}, new float[] {-0.1f, -0.7f}, new float[] {0, 0});
        Neighbours neighbours = Neighbours.of(embeddings, 1);
        assertInstanceOf(Outcome.NoDirection.class, neighbours.similar(List.of("w2"), 1));
        assertInstanceOf(Outcome.NoDirection.class, neighbours.similar(List.of("w0", "w1"), 1));
        assertInstanceOf(
                Outcome.NoDirection.class,
                neighbours.ask(new Question(List.of("w0"), List.of("w0"), 1, Integer.MAX_VALUE)));
    }

    @Test
    @DisplayName("Every out-of-vocabulary word is named once")
    void unknownWords() {
        Neighbours neighbours = Neighbours.of(embeddings(new float[] {1}, new float[] {2}), 1);
        Outcome.Unknown<?> unknown = assertInstanceOf(Outcome.Unknown.class, neighbours.analogy("x9", "w0", "w11", 3));
        assertEquals(List.of(new UnknownWord("w11", List.of("w1")), new UnknownWord("x9", List.of())), unknown.words());
    }

    @Test
    @DisplayName("Queries out of range are rejected")
    void outOfRange() {
        Neighbours neighbours = Neighbours.of(embeddings(new float[] {1}), 1);
        assertThrows(IllegalArgumentException.class, () -> neighbours.similar(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> neighbours.similar(List.of("w0"), 0));
        assertTrue(found(neighbours.similar(List.of("w0"), Integer.MAX_VALUE)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> Neighbours.of(embeddings(new float[] {1}), 0));
        for (int count : new int[] {0, -1}) {
            assertThrows(IllegalArgumentException.class, () -> neighbours.near(new float[] {1}, count, Candidates.ALL));
        }
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> neighbours.near(new float[] {value}, 1, Candidates.ALL));
        }
        assertThrows(IllegalArgumentException.class, () -> neighbours.near(new float[] {1, 2}, 1, Candidates.ALL));
    }

    @Test
    @DisplayName("Results cannot be changed")
    void immutableResults() {
        Neighbours neighbours = Neighbours.of(embeddings(new float[] {1}, new float[] {2}), 1);
        List<Neighbour> one = found(neighbours.similar(List.of("w0"), 1));
        assertThrows(UnsupportedOperationException.class, one::clear);
    }

    @Test
    @DisplayName("Similarity functions reject vectors of different lengths")
    void differentLengths() {
        for (SimilarityFunction function : SimilarityFunctions.all()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> function.similarity(new float[] {1, 2}, new float[] {1, 2, 3}),
                    function.name());
        }
    }
}
