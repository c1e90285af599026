package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Sequential search that tries settings and chooses the next ones from their costs.
 *
 * <p>Not thread-safe; the objective may use any number of threads.
 */
public final class Search {
    private final SearchSpace space;
    private final SearchMethod method;
    private final int trials;
    private final long seed;

    /**
     * Creates a search.
     *
     * @param space search space
     * @param method search method
     * @param trials number of trials, at least 1
     * @param seed seed of all random choices
     */
    public Search(SearchSpace space, SearchMethod method, int trials, long seed) {
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be at least 1: " + trials);
        }
        this.space = space;
        this.method = method;
        this.trials = trials;
        this.seed = seed;
    }

    /** Listener for finished trials, for example to store them. */
    @FunctionalInterface
    public interface TrialListener {
        /**
         * Called when a trial is finished.
         *
         * @param trial the settings and their cost
         * @throws IOException if the trial cannot be stored, which ends the search
         */
        void tried(Trial trial) throws IOException;
    }

    /**
     * Tests whether this search begins with the trials of another one, such as one with fewer trials.
     *
     * @param earlier trials in order
     * @return true if a run without earlier trials that have these costs chooses the same settings
     */
    public boolean beginsWith(List<Trial> earlier) {
        for (int i = 0; i < earlier.size(); i++) {
            Trial trial = earlier.get(i);
            Optional<SearchMethod.Proposal> next = i < trials ? next(earlier.subList(0, i)) : Optional.empty();
            if (next.isEmpty()
                    || next.get().share() != trial.share()
                    || !space.settings(next.get().point()).equals(trial.settings())) {
                return false;
            }
        }
        return true;
    }

    private Optional<SearchMethod.Proposal> next(List<Trial> done) {
        SplittableRandom random = new SplittableRandom(mixed(seed + 1_000_003L * done.size()));
        return method.next(space, List.copyOf(done), trials, seed, random);
    }

    /**
     * Runs the search to its end.
     *
     * @param earlier trials of an interrupted search, in order, with which this search {@linkplain
     *     #beginsWith begins}; the search continues as if it had not been interrupted
     * @param objective cost function to minimize
     * @param listener notified of each new trial
     * @return all trials, the earlier ones first
     * @throws IOException if the objective or the listener throws it
     */
    public List<Trial> run(List<Trial> earlier, Objective objective, TrialListener listener) throws IOException {
        List<Trial> done = new ArrayList<>(earlier);
        while (done.size() < trials) {
            Optional<SearchMethod.Proposal> next = next(done);
            if (next.isEmpty()) {
                break;
            }
            SequencedMap<String, String> settings = space.settings(next.get().point());
            double cost = objective.cost(settings, next.get().share());
            Trial trial =
                    new Trial(done.size(), settings, next.get().share(), Double.isFinite(cost) ? cost : Double.NaN);
            done.add(trial);
            listener.tried(trial);
        }
        return done;
    }

    /** Mixes the bits of a seed, so that similar seeds give unrelated generators. */
    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    /**
     * Returns the trial with the lowest cost.
     *
     * @param trials trials in order
     * @return the first trial with the lowest cost among successful trials with the full effort, or
     *     empty
     */
    public static Optional<Trial> best(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.share() == 1 && !Double.isNaN(trial.cost()))
                .min(Comparator.comparingDouble(Trial::cost));
    }
}
