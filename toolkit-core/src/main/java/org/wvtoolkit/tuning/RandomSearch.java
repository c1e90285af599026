package org.wvtoolkit.tuning;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Random search with uniformly distributed points (Bergstra and Bengio 2012); the baseline for all
 * other methods.
 */
final class RandomSearch implements SearchMethod {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public String summary() {
        return "tries uniformly distributed points";
    }

    @Override
    public Optional<Proposal> next(
            SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random) {
        return Optional.of(new Proposal(random.doubles(space.dimension()).toArray(), 1));
    }
}
