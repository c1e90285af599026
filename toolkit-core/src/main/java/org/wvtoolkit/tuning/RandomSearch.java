package org.wvtoolkit.tuning;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Points drawn evenly (Bergstra and Bengio 2012): what any other search must beat. */
final class RandomSearch implements SearchMethod {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public String summary() {
        return "points drawn evenly";
    }

    @Override
    public Optional<Proposal> next(
            SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random) {
        return Optional.of(new Proposal(random.doubles(space.dimension()).toArray(), 1));
    }
}
