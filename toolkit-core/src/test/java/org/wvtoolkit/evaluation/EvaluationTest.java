package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.evaluation.benchmark.BenchmarkFiles;

class EvaluationTest {
    private static float[] at(double degrees) {
        double radians = Math.toRadians(degrees);
        return new float[] {(float) (3 * Math.cos(radians)), (float) (3 * Math.sin(radians))};
    }

    /** Most frequent words first; kings and queens differ from men and women by the same rotation. */
    private static final DenseEmbeddings MODEL = SmallModels.dense(
            List.of("man", "woman", "king", "Queen", "queen", "King", "aunt", "uncle"),
            at(0),
            at(30),
            at(60),
            at(90),
            at(91),
            at(300),
            at(200),
            at(170));

    private static Benchmark parse(String text) throws IOException {
        return BenchmarkFiles.parse("test", "test", new BufferedReader(new StringReader(text)));
    }

    private static Score score(Convention convention, String text) throws IOException {
        return score(convention, parse(text));
    }

    private static Score score(Convention convention, Benchmark benchmark) throws IOException {
        return Evaluation.of(MODEL, convention, List.of(benchmark), 2)
                .ask(benchmark)
                .orElseThrow()
                .scores(Bootstrap.DEFAULT)
                .getLast();
    }

    private static List<Integer> counts(Score score) {
        return List.of(score.correct(), score.asked(), score.skipped(), score.known());
    }

    @Test
    @DisplayName("Case is ignored as in gensim")
    void caseIgnored() throws IOException {
        // The answer is Queen, which matches QUEEN as well as queen.
        Score score =
                score(Convention.GENSIM, ": s\nMan Woman King Queen\nMAN WOMAN KING queen\nman woman king nobody\n");
        assertEquals(List.of(2, 2, 1, 2), counts(score));
        assertEquals(2 / 3.0, score.coverage(), 1e-12);
    }

    @Test
    @DisplayName("Words must match exactly if case is kept")
    void caseKept() throws IOException {
        Convention kept = Convention.GENSIM.withLetterCase(Convention.LetterCase.KEPT);
        assertEquals("gensim, changed", kept.name());
        assertEquals(
                List.of(1, 2, 1, 2),
                counts(score(kept, ": s\nman woman king Queen\nman woman king queen\nMan woman king queen\n")));
    }

    @Test
    @DisplayName("hyperwords converts questions to lower case and counts out-of-vocabulary words as wrong")
    void hyperwords() throws IOException {
        // In lower case the expected word is queen; Queen is nearer.
        Score score = score(Convention.HYPERWORDS, ": s\nMan Woman King Queen\nman woman king nobody\n");
        assertEquals(List.of(0, 2, 0, 1), counts(score));
    }

    @Test
    @DisplayName("Words beyond the restriction are unknown and not candidates")
    void restriction() throws IOException {
        Convention four = Convention.GENSIM.withCandidates(4);
        assertEquals(List.of(1, 1, 1, 1), counts(score(four, ": s\nman woman king queen\nman woman uncle aunt\n")));
    }

    @Test
    @DisplayName("Case variants of query words are answers in the word2vec convention only")
    void caseVariants() throws IOException {
        // The analogy man : man = Queen : ? has another spelling of Queen or king as its answer.
        assertEquals(1, score(Convention.GENSIM, ": s\nman man queen king\n").correct());
        assertEquals(0, score(Convention.WORD2VEC, ": s\nman man queen king\n").correct());
    }

    @Test
    @DisplayName("Sections add up, and the total comes last")
    void sections() throws IOException {
        Benchmark benchmark =
                parse(": sex\nman woman king queen\nman woman king uncle\n: gram1\nking man queen woman\n");
        List<Score> scores = Evaluation.of(MODEL, Convention.GENSIM, List.of(benchmark), 1)
                .ask(benchmark)
                .orElseThrow()
                .scores(Bootstrap.DEFAULT);
        assertEquals(
                List.of("sex", "gram1", "semantic", "syntactic", "total"),
                scores.stream().map(Score::section).toList());
        assertEquals(List.of(1, 1, 1, 1, 2), scores.stream().map(Score::correct).toList());
        assertEquals(2 / 3.0, scores.getLast().estimate().value(), 1e-12);
    }

    @Test
    @DisplayName("Pairs with out-of-vocabulary words are skipped or have similarity zero")
    void unknownPairs() throws IOException {
        String pairs = "man,woman,8\nman,king,5\nman,uncle,1\nman,nobody,0\nman,man,9\n";
        Score skipped = score(Convention.GENSIM, pairs);
        assertEquals(List.of(-1, 4, 1, 4), counts(skipped));
        assertEquals(1, skipped.estimate().value(), 1e-12);
        Score wrong = score(Convention.HYPERWORDS, pairs);
        assertEquals(List.of(-1, 5, 0, 4), counts(wrong));
        // Similarity 0 ranks above that of man and uncle: ranks 4, 3, 1, 2, 5 compared with 4, 3,
        // 2, 1, 5.
        assertEquals(0.9, wrong.estimate().value(), 1e-12);
    }

    @Test
    @DisplayName("Clusters of separate categories are pure")
    void purity() throws IOException {
        String categories = ": royal\nking\nqueen\n: kin\naunt\nuncle\n";
        assertEquals(List.of(4, 4, 0, 4), counts(score(Convention.GENSIM, categories)));
        // man is near woman, king and queen: one member of the royal cluster is misplaced.
        Score impure = score(Convention.GENSIM, ": royal\nking\nqueen\n: kin\naunt\nuncle\nman\nnobody\n");
        assertEquals(List.of(4, 5, 1, 5), counts(impure));
        assertEquals(0.8, impure.estimate().value(), 1e-12);
    }

    @Test
    @DisplayName("The outlier is the least similar word")
    void outliers() throws IOException {
        Score score = score(Convention.GENSIM, ": people\nman\nwoman\nking\n\nuncle\naunt\nnobody\n");
        assertEquals(List.of(2, 2, 1, 2), counts(score));
        assertEquals(1, score.other().orElseThrow().estimate().value());
        // king at 60 degrees is less similar to man, aunt and uncle (0, 200, 170) than uncle is to
        // the rest; man and aunt are not.
        Score other = score(Convention.GENSIM, ": people\nman\naunt\nuncle\n\nking\n");
        assertEquals(List.of(0, 1, 0, 1), counts(other));
        assertEquals(1 / 3.0, other.other().orElseThrow().estimate().value(), 1e-6);
    }

    @Test
    @DisplayName("Other similarity models are evaluated, except on analogies")
    void otherModels() throws IOException {
        WordSimilarity lengths = new WordSimilarity() {
            @Override
            public boolean knows(String word) {
                return word.length() < 6;
            }

            @Override
            public double similarity(String first, String second) {
                return first.equals("void") ? Double.NaN : -Math.abs(first.length() - second.length());
            }
        };
        Evaluation evaluation = Evaluation.of(lengths, Convention.GENSIM);
        Benchmark pairs = parse("a,b,3\na,bb,2\na,bbb,1\na,unknown,0\nvoid,b,7\n");
        Score score =
                evaluation.ask(pairs).orElseThrow().scores(Bootstrap.DEFAULT).getFirst();
        assertEquals(List.of(-1, 3, 2, 4), counts(score));
        assertEquals(1, score.estimate().value(), 1e-12);
        assertTrue(evaluation.ask(parse("a b c d\ne f g h\n")).isEmpty());
    }

    @Test
    @DisplayName("Outcomes of different questions are not compared")
    void differentQuestions() throws IOException {
        Benchmark one = parse("man,woman,8\nman,king,5\nman,uncle,1\n");
        Benchmark two = parse("man,woman,8\nman,king,5\nman,uncle,2\n");
        Evaluation evaluation = Evaluation.of(MODEL, Convention.GENSIM, List.of(one, two), 1);
        BenchmarkOutcome first = evaluation.ask(one).orElseThrow();
        BenchmarkOutcome second = evaluation.ask(two).orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> first.minus(second, Bootstrap.DEFAULT));
    }
}
