package org.wvtoolkit.tuning;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A way to choose what to try next from what was tried. It keeps nothing: the same trials and the same generator lead to the same
 * choice, so that a search that was stopped goes on as if it had not been.
 */
public interface SearchMethod {
    /**
     * Its name on the command line.
     *
     * @return such as {@code bayesian}
     */
    String name();

    /**
     * What it does, for the help.
     *
     * @return a phrase
     */
    String summary();

    /**
     * Whether it tries settings with a part of the effort first.
     *
     * @return true if a {@link Proposal} may have a share below 1
     */
    default boolean usesShares() {
        return false;
    }

    /**
     * What to try next.
     *
     * @param point in the unit cube
     * @param share of the full effort, above 0 and at most 1
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    record Proposal(double[] point, double share) {}

    /**
     * Chooses.
     *
     * @param space what is searched
     * @param done all trials so far, in order
     * @param trials how many there will be
     * @param seed of the search; what is settled for the whole search is drawn from it
     * @param random of this choice
     * @return the next trial, or empty where the method has come to its end
     */
    Optional<Proposal> next(SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random);
}
