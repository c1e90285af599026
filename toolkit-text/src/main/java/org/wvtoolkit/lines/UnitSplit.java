package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.option.InvalidOptionException;

/** Random split: assigns each unit to one of several consumers, or to none. Not thread-safe. */
public final class UnitSplit implements UnitConsumer {
    private final List<? extends UnitConsumer> targets;
    private final double[] upTo;
    private final UnitRandom draw;
    private long number;
    private boolean inUnit;
    private @Nullable UnitConsumer target;

    /**
     * Creates a split.
     *
     * @param targets receive the units
     * @param shares the probability of each target, greater than 0; the sum is at most 1, and the
     *     remaining units are dropped
     * @param seed the seed of the random numbers; equal seeds yield equal splits
     * @throws InvalidOptionException if the numbers of shares and targets differ, or a share is
     *     out of range
     */
    public UnitSplit(List<? extends UnitConsumer> targets, List<Double> shares, long seed) {
        if (targets.size() != shares.size()) {
            throw new InvalidOptionException(
                    "shares", shares.size() + " for " + targets.size() + " outputs", "must be one per output");
        }
        this.targets = List.copyOf(targets);
        upTo = new double[shares.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            double share = shares.get(i);
            if (!(share > 0) || share > 1) {
                throw new InvalidOptionException("shares", share, "must be greater than 0 and at most 1");
            }
            sum += share;
            upTo[i] = sum;
        }
        // Allow for rounding: decimal shares such as 0.1 do not add up exactly.
        if (sum > 1 + 1e-9) {
            throw new InvalidOptionException("shares", sum, "must add up to at most 1");
        }
        if (sum > 1 - 1e-9) {
            upTo[upTo.length - 1] = 1;
        }
        draw = new UnitRandom(seed);
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        if (!inUnit) {
            target = choose(draw.real(number));
            inUnit = true;
        }
        if (target != null) {
            target.piece(bytes, offset, length);
        }
    }

    private @Nullable UnitConsumer choose(double chance) {
        for (int i = 0; i < upTo.length; i++) {
            if (chance < upTo[i]) {
                return targets.get(i);
            }
        }
        return null;
    }

    @Override
    public void end() throws IOException {
        if (target != null) {
            target.end();
        }
        number++;
        inUnit = false;
    }
}
