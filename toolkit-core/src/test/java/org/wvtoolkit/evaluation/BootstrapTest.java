package org.wvtoolkit.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.evaluation.benchmark.Benchmark;

class BootstrapTest {
    private static final int PAIRS = 200;

    /**
     * Returns how often, in percent, the confidence interval covers the true correlation, for
     * Spearman's and Pearson's.
     */
    private static double[] coverage(double correlation, int sets, int resamples, long seed) {
        double rankCorrelation = 6 / Math.PI * Math.asin(correlation / 2);
        Random random = new Random(seed);
        int held = 0;
        int heldLinear = 0;
        for (int set = 0; set < sets; set++) {
            List<Benchmark.RatedPair> pairs = new ArrayList<>();
            double[] similarities = new double[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                double x = random.nextGaussian();
                pairs.add(new Benchmark.RatedPair("a" + i, "b" + i, x));
                similarities[i] = correlation * x + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
            }
            boolean[] known = new boolean[PAIRS];
            Arrays.fill(known, true);
            Score score = new RatedOutcome(new Benchmark.Similarity("simulated", pairs), similarities, known)
                    .scores(new Bootstrap(resamples, set))
                    .getFirst();
            held += holds(score.estimate(), rankCorrelation) ? 1 : 0;
            heldLinear += holds(score.other().orElseThrow().estimate(), correlation) ? 1 : 0;
        }
        return new double[] {100.0 * held / sets, 100.0 * heldLinear / sets};
    }

    private static boolean holds(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high();
    }

    /** 500 sets: three standard deviations are 2.9. */
    @Test
    @DisplayName("Intervals of correlations cover the true value")
    void correlationCoverage() {
        double[] held = coverage(0.5, 500, 200, 7);
        assertTrue(held[0] > 92 && held[0] < 98, Arrays.toString(held));
        assertTrue(held[1] > 92 && held[1] < 98, Arrays.toString(held));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5})
    @DisplayName("Intervals of 5,000 sets cover the true value in 94 to 96 %")
    void exactCoverage(double correlation) {
        double[] held = coverage(correlation, 5000, 1000, 11);
        assertTrue(held[0] >= 94 && held[0] <= 96, Arrays.toString(held));
        assertTrue(held[1] >= 94 && held[1] <= 96, Arrays.toString(held));
    }

    /**
     * Answers whose probability depends on both pairs: resampling pairs covers the true value,
     * resampling questions would not.
     */
    @ParameterizedTest
    @CsvSource({"30, 0, 1", "50, -1.5, 1", "40, 1, 0.7"})
    @DisplayName("Intervals of analogies cover the true value because pairs are resampled")
    void analogyCoverage(int pairs, double mean, double spread) {
        Random random = new Random(pairs);
        double truth = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            truth += logistic(mean + spread * (random.nextGaussian() + random.nextGaussian())) / draws;
        }
        int sets = 300;
        int held = 0;
        int heldByQuestions = 0;
        for (int set = 0; set < sets; set++) {
            double[] effects = new double[pairs];
            Arrays.setAll(effects, i -> spread * random.nextGaussian());
            int n = pairs * (pairs - 1);
            float[] answers = new float[n];
            int[] first = new int[n];
            int[] second = new int[n];
            int at = 0;
            for (int i = 0; i < pairs; i++) {
                for (int j = 0; j < pairs; j++) {
                    if (i != j) {
                        first[at] = i;
                        second[at] = j;
                        answers[at++] = random.nextDouble() < logistic(mean + effects[i] + effects[j]) ? 1 : 0;
                    }
                }
            }
            boolean[] known = new boolean[n];
            Arrays.fill(known, true);
            Estimate estimate = new AnsweredOutcome(
                            new AnsweredOutcome.Questions(
                                    "simulated",
                                    List.of(new AnsweredOutcome.Part("", section -> true)),
                                    new int[n],
                                    first,
                                    second,
                                    new int[pairs]),
                            new AnsweredOutcome.Answers(Measure.COS_ADD, answers, null, null, known))
                    .scores(new Bootstrap(100, set))
                    .getFirst()
                    .estimate();
            held += holds(estimate, truth) ? 1 : 0;
            double reach = 1.96 * Math.sqrt(estimate.value() * (1 - estimate.value()) / n);
            heldByQuestions += Math.abs(estimate.value() - truth) <= reach ? 1 : 0;
        }
        double rate = 100.0 * held / sets;
        assertTrue(rate >= 90 && rate <= 99.5, "held in " + rate + " %");
        assertTrue(100.0 * heldByQuestions / sets < 75, "questions taken for independent");
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @ParameterizedTest
    @CsvSource({"3, 3.1824", "5, 2.5706", "10, 2.2281", "30, 2.0423", "199, 1.9720"})
    @DisplayName("Quantiles are those of Student's t distribution")
    void student(int degrees, double expected) {
        assertEquals(expected, Bootstrap.student(degrees), 0.005 * expected);
    }

    @Test
    @DisplayName("Equal seeds give equal intervals")
    void deterministic() {
        double[] similarities = new Random(2).doubles(50).toArray();
        boolean[] known = new boolean[50];
        List<Benchmark.RatedPair> pairs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pairs.add(new Benchmark.RatedPair("a", "b", i));
        }
        RatedOutcome outcome = new RatedOutcome(new Benchmark.Similarity("s", pairs), similarities, known);
        assertEquals(outcome.scores(new Bootstrap(100, 3)), outcome.scores(new Bootstrap(100, 3)));
        assertTrue(!outcome.scores(new Bootstrap(100, 3)).equals(outcome.scores(new Bootstrap(100, 4))));
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(99, 1));
    }

    @Test
    @DisplayName("With equal answers the interval is the exact binomial one")
    void equalAnswers() {
        // 1 − 0.025^(1/10)
        assertEquals(new Estimate(0, 0, 0.308497), rounded(Bootstrap.ofShare(0, new double[100], 10)));
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        assertEquals(new Estimate(1, 0.691503, 1), rounded(Bootstrap.ofShare(1, ones, 10)));
    }

    private static Estimate rounded(Estimate estimate) {
        return new Estimate(
                Math.rint(estimate.value() * 1e6) / 1e6,
                Math.rint(estimate.low() * 1e6) / 1e6,
                Math.rint(estimate.high() * 1e6) / 1e6);
    }

    @Test
    @DisplayName("A model does not differ from itself, but from a better one")
    void difference() {
        Random random = new Random(9);
        List<Benchmark.RatedPair> pairs = new ArrayList<>();
        double[] good = new double[PAIRS];
        double[] poor = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            double x = random.nextGaussian();
            pairs.add(new Benchmark.RatedPair("a", "b", x));
            good[i] = x + 0.3 * random.nextGaussian();
            poor[i] = i < 5 ? Double.NaN : x + 3 * random.nextGaussian();
        }
        Benchmark.Similarity questions = new Benchmark.Similarity("s", pairs);
        RatedOutcome better = new RatedOutcome(questions, good, new boolean[PAIRS]);
        RatedOutcome worse = new RatedOutcome(questions, poor, new boolean[PAIRS]);
        Difference none = better.minus(better, Bootstrap.DEFAULT).getFirst();
        assertEquals(0, none.estimate().value());
        assertEquals(1, none.probability());
        Difference some = better.minus(worse, Bootstrap.DEFAULT).getFirst();
        assertTrue(some.isSignificant() && some.estimate().low() > 0, some.toString());
        Difference opposite = worse.minus(better, Bootstrap.DEFAULT).getFirst();
        assertEquals(-some.estimate().value(), opposite.estimate().value(), 1e-12);
        assertEquals(-some.estimate().low(), opposite.estimate().high(), 1e-12);
    }
}
