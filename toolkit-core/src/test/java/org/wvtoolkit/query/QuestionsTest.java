package org.wvtoolkit.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Compares combinations, candidate filters and batches with reference implementations in double
 * precision.
 */
class QuestionsTest {
    private static final int WORDS = 500;
    private static final int DIMENSION = 19;

    private final float[][] rows = new float[WORDS][DIMENSION];
    private final DenseEmbeddings embeddings;

    QuestionsTest() {
        Random random = new Random(20_260_102);
        List<String> words = new ArrayList<>();
        long[] counts = new long[WORDS];
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        for (int id = 0; id < WORDS; id++) {
            words.add((id % 3 == 0 ? "a" : "b") + id);
            counts[id] = (WORDS - (long) id) / 10;
            for (int j = 0; j < DIMENSION && id != 7; j++) {
                rows[id][j] = (float) random.nextGaussian();
            }
            vectors.setRow(id, rows[id], 0);
        }
        embeddings = DenseEmbeddings.of(VocabularyBuilder.of(words, counts), vectors, ModelMetadata.EMPTY);
    }

    private static double[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double[] unit = new double[row.length];
        for (int j = 0; j < unit.length; j++) {
            unit[j] = row[j] / Math.sqrt(squares);
        }
        return unit;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    private static double[] zip(double[] a, double[] b, DoubleBinaryOperator operator) {
        double[] result = new double[a.length];
        for (int j = 0; j < a.length; j++) {
            result[j] = operator.applyAsDouble(a[j], b[j]);
        }
        return result;
    }

    private double multiplied(int a, int b, int c, int x) {
        double[] unit = unit(rows[x]);
        double toB = (1 + dot(unit, unit(rows[b]))) / 2;
        double toC = (1 + dot(unit, unit(rows[c]))) / 2;
        double toA = (1 + dot(unit, unit(rows[a]))) / 2;
        return toB * toC / (toA + 1e-6);
    }

    private double directed(int a, int b, int c, int x) {
        double[] pair = zip(unit(rows[b]), unit(rows[a]), (one, other) -> one - other);
        double[] other = zip(unit(rows[x]), unit(rows[c]), (one, another) -> one - another);
        return dot(pair, other) / Math.sqrt(dot(pair, pair) * dot(other, other));
    }

    private String word(int id) {
        return embeddings.vocabulary().word(id);
    }

    private static List<Neighbour> found(Outcome<List<Neighbour>> answer) {
        return answer.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"MULTIPLY, 1", "MULTIPLY, 2", "PAIR_DIRECTION, 1", "PAIR_DIRECTION, 3"})
    @DisplayName("Analogies are scored as in the papers")
    void combinations(Combination combination, int threads) {
        Neighbours neighbours = Neighbours.of(embeddings, threads, 1);
        for (int a = 10; a < 40; a += 3) {
            int first = a;
            Question question =
                    Question.analogy(word(a), word(a + 1), word(a + 2), 5).by(combination);
            List<Integer> expected = IntStream.range(0, WORDS)
                    .filter(x -> x != 7 && (x < first || x > first + 2))
                    .boxed()
                    .sorted(Comparator.comparingDouble(x -> -score(combination, first, x)))
                    .limit(5)
                    .toList();
            List<Neighbour> actual = found(neighbours.ask(question));
            assertEquals(expected, actual.stream().map(Neighbour::id).toList());
            for (Neighbour neighbour : actual) {
                assertEquals(score(combination, first, neighbour.id()), neighbour.score(), 2e-5);
            }
        }
    }

    private double score(Combination combination, int a, int x) {
        return combination == Combination.MULTIPLY ? multiplied(a, a + 1, a + 2, x) : directed(a, a + 1, a + 2, x);
    }

    @Test
    @DisplayName("Pair-direction requires two positive words and one negative word")
    void pairDirectionWords() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Question.similar(List.of("a0"), 1).by(Combination.PAIR_DIRECTION));
    }

    @Test
    @DisplayName("Only candidates are returned")
    void candidateFilters() {
        Neighbours neighbours = Neighbours.of(embeddings, 2, 1);
        Question question = Question.similar(List.of("a30"), WORDS);
        List<Neighbour> all = found(neighbours.ask(question));
        assertEquals(WORDS - 2, all.size());
        assertEquals(
                all.stream().filter(neighbour -> neighbour.id() < 100).toList(),
                found(neighbours.ask(question.among(Candidates.among(100)))));
        assertEquals(
                all.stream()
                        .filter(neighbour -> embeddings.vocabulary().count(neighbour.id()) >= 20)
                        .toList(),
                found(neighbours.ask(question.among(new Candidates(WORDS, 20, null, false)))));
        assertEquals(
                all.stream()
                        .filter(neighbour -> neighbour.word().matches("a.*5"))
                        .toList(),
                found(neighbours.ask(question.among(new Candidates(WORDS, 0, Pattern.compile("^a.*5$"), false)))));
        assertEquals(
                List.of(), found(neighbours.ask(question.among(new Candidates(WORDS, Long.MAX_VALUE, null, false)))));
        Neighbour itself = found(neighbours.ask(question.among(new Candidates(WORDS, 0, null, true))))
                .getFirst();
        assertEquals("a30", itself.word());
        assertEquals(1, itself.score(), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> new Candidates(0, 0, null, false));
        assertThrows(IllegalArgumentException.class, () -> new Candidates(1, -1, null, false));
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "5, 1", "150, 2", "1100, 2"})
    @DisplayName("A batch gives the same results as single queries")
    void batch(int count, int threads) {
        Neighbours neighbours = Neighbours.of(embeddings, threads, 1);
        Random random = new Random(count);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Question question = new Question(
                    List.of(word(random.nextInt(WORDS)), word(random.nextInt(WORDS))),
                    List.of(word(random.nextInt(WORDS))),
                    1 + random.nextInt(20),
                    Integer.MAX_VALUE);
            questions.add(
                    switch (random.nextInt(10)) {
                        case 0 -> Question.similar(List.of("nowhere", word(3)), 4);
                        case 1 -> Question.similar(List.of(word(7)), 4);
                        case 2 -> question.by(Combination.MULTIPLY);
                        case 3, 4 -> question.among(new Candidates(200, 1, Pattern.compile("[24]$"), true));
                        default -> question;
                    });
        }
        List<Outcome<List<Neighbour>>> together = neighbours.askAll(questions);
        assertEquals(count, together.size());
        for (int i = 0; i < count; i++) {
            Outcome<List<Neighbour>> alone = neighbours.ask(questions.get(i));
            assertEquals(alone, together.get(i));
        }
        assertEquals(List.of(), neighbours.askAll(List.of()));
    }

    @Test
    @DisplayName("A query for a vector equals the query for its word")
    void vectorQuery() {
        Neighbours neighbours = Neighbours.of(embeddings, 1);
        List<Neighbour> near = found(neighbours.near(rows[42].clone(), 3, Candidates.ALL));
        assertEquals(word(42), near.getFirst().word());
        assertEquals(
                found(neighbours.similar(List.of(word(42)), 2)).stream()
                        .map(Neighbour::id)
                        .toList(),
                near.subList(1, 3).stream().map(Neighbour::id).toList());
        assertInstanceOf(Outcome.NoDirection.class, neighbours.near(new float[DIMENSION], 3, Candidates.ALL));
        assertThrows(IllegalArgumentException.class, () -> neighbours.near(new float[3], 3, Candidates.ALL));
    }

    @Test
    @DisplayName("A shortlist is scored exactly and used for sums only")
    void shortlist() {
        Neighbours exact = Neighbours.of(embeddings, 1);
        Neighbours listed = exact.with((direction, count) -> new int[] {42, 9, 7, 42 + 1, 11});
        Question question = Question.similar(List.of(word(42)), 3);
        List<Neighbour> all = found(exact.similar(List.of(word(42)), WORDS));
        assertEquals(
                all.stream()
                        .filter(neighbour -> List.of(9, 43, 11).contains(neighbour.id()))
                        .toList(),
                found(listed.ask(question)));
        assertEquals(
                found(exact.ask(question.among(Candidates.among(100)))),
                found(listed.ask(question.among(Candidates.among(100)))));
    }
}
