package org.wvtoolkit.tuning;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Strategy that chooses the next trial from the finished trials. Stateless: equal trials and an
 * equal generator give the same choice, so that an interrupted search continues as if it had not
 * been interrupted.
 */
public interface SearchMethod {
    /**
     * Returns the name, as used in options.
     *
     * @return such as {@code bayesian}
     */
    String name();

    /**
     * Returns a description for the help, as a phrase.
     *
     * @return a phrase
     */
    String summary();

    /**
     * Returns whether the method tries settings with a share of the effort first.
     *
     * @return true if a {@link Proposal} may have a share below 1
     */
    default boolean usesShares() {
        return false;
    }

    /**
     * The next trial.
     *
     * @param point point in the unit cube
     * @param share share of the full effort, above 0 and at most 1
     */
    @SuppressWarnings("ArrayRecordComponent") // used immediately, never compared
    record Proposal(double[] point, double share) {}

    /**
     * Chooses the next trial.
     *
     * @param space search space
     * @param done all finished trials, in order
     * @param trials total number of trials
     * @param seed seed of the search, for choices that affect the whole search
     * @param random generator for this choice
     * @return the next trial, or empty if the method has no further trial
     */
    Optional<Proposal> next(SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random);
}
