package org.wvtoolkit.tuning;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random search in ranges that become narrower in each step: each range is the span of the best
 * trials so far, plus a margin that halves with each step.
 */
final class NarrowingSearch implements SearchMethod {
    private static final int MIN_STEP = 4;
    private static final int STEPS = 5;
    private static final int BEST = 3;

    @Override
    public String name() {
        return "narrowing";
    }

    @Override
    public String summary() {
        return "tries uniformly distributed points in ranges that narrow around the best trials";
    }

    @Override
    public Optional<Proposal> next(
            SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random) {
        int stepLength = Math.max(MIN_STEP, Math.ceilDiv(trials, STEPS));
        int step = done.size() / stepLength;
        if (step == 0) {
            return Optional.of(new Proposal(LatinHypercube.point(done.size(), stepLength, space.dimension(), seed), 1));
        }
        List<double[]> best = done.stream()
                .filter(trial -> !Double.isNaN(trial.cost()))
                .sorted(Comparator.comparingDouble(Trial::cost))
                .limit(BEST)
                .map(trial -> space.point(trial.settings()))
                .toList();
        double margin = Math.pow(0.5, step + 1.0);
        double[] point = new double[space.dimension()];
        for (int side = 0; side < point.length; side++) {
            double low = best.isEmpty() ? 0 : best.getFirst()[side];
            double high = best.isEmpty() ? 1 : best.getFirst()[side];
            for (double[] good : best) {
                // The best trial determines the centre; the others extend the range by at most the
                // margin on each side.
                low = Math.max(Math.min(low, good[side]), best.getFirst()[side] - margin);
                high = Math.min(Math.max(high, good[side]), best.getFirst()[side] + margin);
            }
            low = Math.max(0, low - margin / 2);
            high = Math.min(1, high + margin / 2);
            point[side] = low + random.nextDouble() * (high - low);
        }
        return Optional.of(new Proposal(point, 1));
    }
}
