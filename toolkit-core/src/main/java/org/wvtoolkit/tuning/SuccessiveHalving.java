package org.wvtoolkit.tuning;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Successive halving (Jamieson and Talwalkar 2016, with η = 3): many points with a small share of
 * the effort, the best third of them with three times the effort, and so on up to the full effort.
 */
final class SuccessiveHalving implements SearchMethod {
    private static final int ETA = 3;
    private static final int MAX_ROUNDS = 3;

    @Override
    public String name() {
        return "halving";
    }

    @Override
    public String summary() {
        return "trains many points for few epochs, the best third for three times as many epochs, and so on";
    }

    @Override
    public boolean usesShares() {
        return true;
    }

    @Override
    public Optional<Proposal> next(
            SearchSpace space, List<Trial> done, int trials, long seed, SplittableRandom random) {
        int rounds = rounds(trials);
        int width = firstRound(trials, rounds);
        int first = width;
        int from = 0;
        for (int round = 0; round < rounds; round++) {
            double share = Math.pow(ETA, round + 1.0 - rounds);
            if (done.size() < from + width) {
                return Optional.of(new Proposal(
                        round == 0
                                ? LatinHypercube.point(done.size(), first, space.dimension(), seed)
                                : survivor(space, done, from, width, round),
                        share));
            }
            from += width;
            width = Math.max(1, width / ETA);
        }
        return Optional.empty();
    }

    /** Returns the next of the best points of the preceding round. */
    private static double[] survivor(SearchSpace space, List<Trial> done, int from, int width, int round) {
        int before = Math.max(width, done.subList(0, from).size() - roundBegin(done, from));
        Trial chosen = done.subList(from - before, from).stream()
                .sorted(Comparator.comparingDouble(Trial::comparableCost).thenComparingInt(Trial::number))
                .skip((long) done.size() - from)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("round " + round + " has no survivors"));
        return space.point(chosen.settings());
    }

    /**
     * Returns the first trial of the round before the round that begins at a trial; all trials of a
     * round have the same share.
     */
    private static int roundBegin(List<Trial> done, int from) {
        int begin = from - 1;
        while (begin > 0 && done.get(begin - 1).share() == done.get(from - 1).share()) {
            begin--;
        }
        return begin;
    }

    /** Returns the number of rounds for a number of trials. */
    static int rounds(int trials) {
        int rounds = 1;
        int needed = 1;
        int power = 1;
        while (rounds < MAX_ROUNDS) {
            power *= ETA;
            needed += power;
            if (needed > trials) {
                return rounds;
            }
            rounds++;
        }
        return rounds;
    }

    /**
     * Returns the largest size of the first round for which all rounds together fit the number of
     * trials.
     */
    private static int firstRound(int trials, int rounds) {
        int width = trials;
        while (width > 1 && total(width, rounds) > trials) {
            width--;
        }
        return width;
    }

    private static int total(int first, int rounds) {
        int total = 0;
        int width = first;
        for (int round = 0; round < rounds; round++) {
            total += width;
            width = Math.max(1, width / ETA);
        }
        return total;
    }
}
