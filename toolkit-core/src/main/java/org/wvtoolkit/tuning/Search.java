package org.wvtoolkit.tuning;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;

/**
 * Tries settings, one after the other, and learns from what they cost.
 *
 * <p>Threads: confined to one; the objective may use as many as it likes.
 */
public final class Search {
    private final SearchSpace space;
    private final SearchMethod method;
    private final int trials;
    private final long seed;

    /**
     * A search.
     *
     * @param space what is searched
     * @param method how
     * @param trials how many trials, at least 1
     * @param seed of everything drawn at random
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

    /** Is told of each trial when it is over; where trials are kept. */
    @FunctionalInterface
    public interface TrialListener {
        /**
         * A trial is over.
         *
         * @param trial what was tried and what it cost
         * @throws IOException if it cannot be kept, which ends the search
         */
        void tried(Trial trial) throws IOException;
    }

    /**
     * Runs to the end.
     *
     * @param earlier trials of a search that was stopped, in order, of the same space, method, number and seed; the search goes on
     *     as if it had not been
     * @param objective what is to be made small
     * @param listener told of each new trial
     * @return all trials, the earlier ones first
     * @throws IOException as the objective and the listener do
     */
    public List<Trial> run(List<Trial> earlier, Objective objective, TrialListener listener) throws IOException {
        List<Trial> done = new ArrayList<>(earlier);
        while (done.size() < trials) {
            SplittableRandom random = new SplittableRandom(mixed(seed + 1_000_003L * done.size()));
            Optional<SearchMethod.Proposal> next = method.next(space, List.copyOf(done), trials, seed, random);
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

    /** Seeds that are near one another must not lead to generators that are. */
    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    /**
     * The trial that cost least.
     *
     * @param trials any
     * @return the best of those that got the full effort and led to something, the earlier of equals; or empty
     */
    public static Optional<Trial> best(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> trial.share() == 1 && !Double.isNaN(trial.cost()))
                .min(Comparator.comparingDouble(Trial::cost));
    }
}
