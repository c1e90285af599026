package org.wvtoolkit.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.evaluation.benchmark.Correlation;

/** Similarities of a model for pairs with human ratings. */
public final class RatedOutcome implements BenchmarkOutcome {
    private final Benchmark.Similarity questions;
    private final double[] similarities;
    private final boolean[] known;

    /**
     * Creates an outcome.
     *
     * @param questions the pairs
     * @param similarities similarity of each pair, NaN if the pair does not count
     * @param known for each pair whether both words are in the vocabulary
     */
    RatedOutcome(Benchmark.Similarity questions, double[] similarities, boolean[] known) {
        this.questions = questions;
        this.similarities = similarities;
        this.known = known;
    }

    @Override
    public String benchmark() {
        return questions.name();
    }

    @Override
    public List<Score> scores(Bootstrap bootstrap) {
        int[] counted = counted(this);
        Draws draws = draws(counted, bootstrap);
        int all = known.length;
        return List.of(new Score(
                benchmark(),
                "",
                Measure.SPEARMAN,
                -1,
                counted.length,
                all - counted.length,
                (int) IntStream.range(0, all).filter(i -> known[i]).count(),
                Bootstrap.ofCorrelation(draws.spearman, draws.spearmans, counted.length),
                new Score.Second(
                        Measure.PEARSON, -1, Bootstrap.ofCorrelation(draws.pearson, draws.pearsons, counted.length))));
    }

    @Override
    public List<Difference> minus(BenchmarkOutcome other, Bootstrap bootstrap) {
        if (!(other instanceof RatedOutcome that) || !that.questions.equals(questions)) {
            throw new IllegalArgumentException(
                    "the outcomes have different questions: " + benchmark() + ", " + other.benchmark());
        }
        int[] counted = Arrays.stream(counted(this))
                .filter(i -> !Double.isNaN(that.similarities[i]))
                .toArray();
        Draws mine = draws(counted, bootstrap);
        Draws theirs = that.draws(counted, bootstrap);
        double[] differences = new double[bootstrap.resamples()];
        Arrays.setAll(differences, i -> mine.spearmans[i] - theirs.spearmans[i]);
        return List.of(Bootstrap.ofDifference(mine.spearman - theirs.spearman, differences));
    }

    private static int[] counted(RatedOutcome outcome) {
        return IntStream.range(0, outcome.similarities.length)
                .filter(i -> !Double.isNaN(outcome.similarities[i]))
                .toArray();
    }

    /** Correlations as measured and for each resample. */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    private record Draws(double spearman, double pearson, double[] spearmans, double[] pearsons) {}

    private Draws draws(int[] counted, Bootstrap bootstrap) {
        int n = counted.length;
        double[] spearmans = new double[bootstrap.resamples()];
        double[] pearsons = new double[bootstrap.resamples()];
        if (n < Correlation.MIN_ITEMS) {
            Arrays.fill(spearmans, Double.NaN);
            Arrays.fill(pearsons, Double.NaN);
            return new Draws(Double.NaN, Double.NaN, spearmans, pearsons);
        }
        Correlation correlation = new Correlation(
                Arrays.stream(counted)
                        .mapToDouble(i -> questions.pairs().get(i).rating())
                        .toArray(),
                Arrays.stream(counted).mapToDouble(i -> similarities[i]).toArray());
        int[] units = IntStream.range(0, n).toArray();
        int[] weights = new int[n];
        Arrays.fill(weights, 1);
        double spearman = correlation.spearman(weights);
        double pearson = correlation.pearson(weights);
        SplittableRandom random = bootstrap.random();
        for (int i = 0; i < bootstrap.resamples(); i++) {
            Arrays.fill(weights, 0);
            Bootstrap.draw(random, units, weights);
            spearmans[i] = correlation.spearman(weights);
            pearsons[i] = correlation.pearson(weights);
        }
        return new Draws(spearman, pearson, spearmans, pearsons);
    }
}
