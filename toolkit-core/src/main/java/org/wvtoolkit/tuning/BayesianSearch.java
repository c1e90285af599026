package org.wvtoolkit.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bayesian optimization: a Gaussian process predicts the cost of each point, and the point with the
 * greatest expected improvement over the best trial is tried next (Jones, Schonlau and Welch 1998;
 * Snoek, Larochelle and Adams 2012). The first points are a Latin hypercube sample.
 */
final class BayesianSearch implements SearchMethod {
    private static final int CANDIDATES_A_SIDE = 500;
    private static final int NEAR_CANDIDATES = 200;
    private static final int REFINED = 4;
    private static final double FIRST_STEP = 0.05;
    private static final double LAST_STEP = 0.002;

    @Override
    public String name() {
        return "bayesian";
    }

    @Override
    public String summary() {
        return "tries the point with the greatest expected improvement under a Gaussian process fitted to all trials";
    }

    @Override
    public Optional<Proposal> next(
            SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random) {
        int spread = Math.max(2, Math.min(trials / 3, 2 * space.dimension() + 1));
        List<Trial> whole = done.stream().filter(trial -> trial.share() == 1).toList();
        double[] costs = whole.stream()
                .mapToDouble(Trial::cost)
                .filter(cost -> !Double.isNaN(cost))
                .toArray();
        if (done.size() < spread || costs.length < 2) {
            double[] point = done.size() < spread
                    ? LatinHypercube.point(done.size(), spread, space.dimension(), seed)
                    : random.doubles(space.dimension()).toArray();
            return Optional.of(new Proposal(point, 1));
        }
        // Failed trials count as the worst successful one.
        double worst = Arrays.stream(costs).max().getAsDouble();
        double[][] points =
                whole.stream().map(trial -> space.point(trial.settings())).toArray(double[][]::new);
        double[] values = Normalization.of(whole.stream()
                .mapToDouble(trial -> Double.isNaN(trial.cost()) ? worst : trial.cost())
                .toArray());
        return Optional.of(new Proposal(mostPromising(space, points, values, random), 1));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Candidate(double[] point, double gain) {}

    private static double[] mostPromising(
            SearchSpace space, double[][] points, double[] values, SplittableRandom random) {
        GaussianProcess process = new GaussianProcess(points, values);
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] < values[best] ? i : best;
        }
        List<Candidate> candidates = new ArrayList<>();
        int even = CANDIDATES_A_SIDE * space.dimension();
        for (int i = 0; i < even + NEAR_CANDIDATES; i++) {
            double[] point = new double[space.dimension()];
            double width = 0.2 * Math.pow(0.5, i % 6);
            for (int side = 0; side < point.length; side++) {
                point[side] = i < even
                        ? random.nextDouble()
                        : Math.clamp(points[best][side] + width * random.nextGaussian(), 0, 1);
            }
            candidates.add(candidate(space, process, point, points, values[best]));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::gain).reversed());
        Candidate chosen = candidates.getFirst();
        for (Candidate start : candidates.subList(0, REFINED)) {
            Candidate refined = refined(space, process, start, points, values[best]);
            chosen = refined.gain() > chosen.gain() ? refined : chosen;
        }
        return chosen.point();
    }

    /** Improves a candidate by coordinate ascent with decreasing steps. */
    private static Candidate refined(
            SearchSpace space, GaussianProcess process, Candidate start, double[][] points, double bestValue) {
        Candidate here = start;
        for (double step = FIRST_STEP; step > LAST_STEP; ) {
            Candidate before = here;
            for (int side = 0; side < space.dimension(); side++) {
                for (double move : new double[] {step, -step}) {
                    double[] moved = here.point().clone();
                    moved[side] = Math.clamp(moved[side] + move, 0, 1);
                    Candidate there = candidate(space, process, moved, points, bestValue);
                    here = there.gain() > here.gain() ? there : here;
                }
            }
            step = here.gain() > before.gain() ? step : step / 2;
        }
        return here;
    }

    private static Candidate candidate(
            SearchSpace space, GaussianProcess process, double[] point, double[][] points, double bestValue) {
        double[] rounded = space.rounded(point);
        for (double[] tried : points) {
            if (Arrays.equals(tried, rounded)) {
                return new Candidate(point, Double.NEGATIVE_INFINITY);
            }
        }
        GaussianProcess.Prediction there = process.predict(rounded);
        return new Candidate(
                point, logExpectedImprovement((bestValue - there.mean()) / there.deviation(), there.deviation()));
    }

    /**
     * Computes log(σ (z Φ(z) + φ(z))). The logarithm is used, with its asymptotic tail, because far
     * from promising points the improvement itself is 0 in double precision and has no gradient
     * (Ament et al. 2023).
     */
    static double logExpectedImprovement(double z, double deviation) {
        if (!(deviation > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double logDensity = -0.5 * z * z - 0.5 * Math.log(2 * Math.PI);
        double gain = z < -6 ? logDensity - 2 * Math.log(-z) : Math.log(z * cumulative(z) + Math.exp(logDensity));
        return Math.log(deviation) + gain;
    }

    /**
     * Computes Φ by Hart's rational approximation as given by West (2005); the absolute error is
     * below 1e-15.
     */
    static double cumulative(double z) {
        double x = Math.abs(z);
        double tail;
        if (x > 37) {
            tail = 0;
        } else {
            double e = Math.exp(-x * x / 2);
            if (x < 7.07106781186547) {
                double numerator = 3.52624965998911e-02 * x + 0.700383064443688;
                numerator = numerator * x + 6.37396220353165;
                numerator = numerator * x + 33.912866078383;
                numerator = numerator * x + 112.079291497871;
                numerator = numerator * x + 221.213596169931;
                numerator = numerator * x + 220.206867912376;
                double denominator = 8.83883476483184e-02 * x + 1.75566716318264;
                denominator = denominator * x + 16.064177579207;
                denominator = denominator * x + 86.7807322029461;
                denominator = denominator * x + 296.564248779674;
                denominator = denominator * x + 637.333633378831;
                denominator = denominator * x + 793.826512519948;
                denominator = denominator * x + 440.413735824752;
                tail = e * numerator / denominator;
            } else {
                tail = e / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
            }
        }
        return z > 0 ? 1 - tail : tail;
    }
}
