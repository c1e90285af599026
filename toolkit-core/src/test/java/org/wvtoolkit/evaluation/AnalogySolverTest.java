package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;

/** Compares the blocked product with single questions in double precision. */
class AnalogySolverTest {
    @TempDir
    Path folder;

    private static final double EPSILON = 0.001;

    private static double[] unit(Embeddings embeddings, int id) {
        double[] row = new double[embeddings.dimension()];
        switch (embeddings) {
            case DenseEmbeddings dense -> {
                for (int j = 0; j < row.length; j++) {
                    row[j] = dense.vectors().get(id, j);
                }
            }
            case CompressedEmbeddings compressed -> {
                float[] floats = new float[row.length];
                compressed.copyVector(id, floats, 0);
                for (int j = 0; j < row.length; j++) {
                    row[j] = floats[j];
                }
            }
            case SparseEmbeddings sparse -> {
                for (int j = 0; j < row.length; j++) {
                    row[j] = sparse.vectors().get(id, j);
                }
            }
        }
        double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
        return Arrays.stream(row).map(v -> norm == 0 ? 0 : v / norm).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static AnalogySolver.Questions questions(int vocabulary, int count, Random random) {
        int[][] words = new int[3][];
        for (int i = 0; i < 3; i++) {
            words[i] = random.ints(count, 0, vocabulary).toArray();
        }
        int[][] mayNot = new int[count][];
        Arrays.setAll(mayNot, i -> new int[] {words[0][i], words[1][i], words[2][i]});
        return new AnalogySolver.Questions(words[0], words[1], words[2], mayNot);
    }

    /** Returns the scores of all candidates for a question; NaN for excluded candidates. */
    private static double[][] scores(
            double[][] units, AnalogySolver.Questions questions, int question, int candidates, boolean shifted) {
        double[][] scores = new double[2][candidates];
        for (int id = 0; id < candidates; id++) {
            int candidate = id;
            boolean mayNot = Arrays.stream(questions.mayNotAnswer()[question]).anyMatch(no -> no == candidate)
                    || dot(units[id], units[id]) == 0;
            double a = dot(units[questions.a()[question]], units[id]);
            double b = dot(units[questions.b()[question]], units[id]);
            double c = dot(units[questions.c()[question]], units[id]);
            scores[0][id] = mayNot ? Double.NaN : b - a + c;
            scores[1][id] = mayNot
                    ? Double.NaN
                    : shifted ? (1 + b) / 2 * (1 + c) / 2 / ((1 + a) / 2 + EPSILON) : b * c / (a + EPSILON);
        }
        return scores;
    }

    private static void check(Embeddings model, int count, int candidates, int threads, boolean shifted, long seed)
            throws IOException {
        AnalogySolver.Questions questions = questions(model.vocabulary().size(), count, new Random(seed));
        AnalogySolver.Answers answers = new AnalogySolver(model, candidates, EPSILON, threads).solve(questions);
        double[][] units = new double[model.vocabulary().size()][];
        Arrays.setAll(units, id -> unit(model, id));
        for (int i = 0; i < count; i++) {
            double[][] scores = scores(units, questions, i, candidates, shifted);
            assertBest(scores[0], answers.sum()[i], 1e-5);
            assertBest(scores[1], answers.product()[i], 1e-4);
        }
    }

    private static void assertBest(double[] scores, int answer, double tolerance) {
        double best = Arrays.stream(scores).filter(s -> !Double.isNaN(s)).max().orElseThrow();
        assertTrue(
                answer >= 0 && scores[answer] >= best - tolerance * Math.max(1, Math.abs(best)),
                answer + " of " + best);
    }

    @ParameterizedTest
    @CsvSource({"40, 7, 40, 1", "200, 33, 200, 2", "200, 33, 129, 3", "1000, 16, 700, 2", "70, 100, 65, 2"})
    @DisplayName("Answers of dense vectors equal those of single questions")
    void dense(int words, int dimension, int candidates, int threads) throws IOException {
        check(SmallModels.random(words, dimension, words), 60, candidates, threads, true, 1);
    }

    @ParameterizedTest
    @CsvSource({"50, 40, counts, 1", "150, 130, ppmi, 2", "150, 100, pmi, 2"})
    @DisplayName("Answers of sparse vectors equal those of single questions")
    void sparse(int words, int candidates, String weighting, int threads) throws IOException {
        try (Embeddings model = SmallModels.sparse(folder, words, words, weighting)) {
            check(model, 60, candidates, threads, weighting.equals("pmi"), 2);
        }
    }

    @Test
    @DisplayName("Words beyond the batch size are processed in several batches")
    void batches() throws IOException {
        check(SmallModels.random(4000, 4, 8), 2500, 100, 2, true, 3);
    }

    @Test
    @DisplayName("Among equal candidates the more frequent wins for any number of threads")
    void ties() throws IOException {
        float[][] rows = new float[300][];
        Arrays.fill(rows, new float[] {1, 1});
        rows[0] = new float[] {1, 0};
        rows[1] = new float[] {0, 0};
        DenseEmbeddings model = SmallModels.dense(SmallModels.names(300), rows);
        for (int threads = 1; threads < 4; threads++) {
            AnalogySolver.Answers answers = new AnalogySolver(model, 300, EPSILON, threads)
                    .solve(new AnalogySolver.Questions(
                            new int[] {0}, new int[] {2}, new int[] {3}, new int[][] {{0, 2, 3}}));
            assertArrayEquals(new int[] {4}, answers.sum());
            assertArrayEquals(new int[] {4}, answers.product());
        }
    }

    @Test
    @DisplayName("Without candidates there is no answer")
    void noCandidate() throws IOException {
        DenseEmbeddings model = SmallModels.dense(List.of("a", "b"), new float[] {1, 0}, new float[] {0, 0});
        AnalogySolver.Answers answers = new AnalogySolver(model, 2, EPSILON, 2)
                .solve(new AnalogySolver.Questions(new int[] {0}, new int[] {1}, new int[] {0}, new int[][] {{0}}));
        assertEquals(-1, answers.sum()[0]);
        assertEquals(-1, answers.product()[0]);
    }
}
