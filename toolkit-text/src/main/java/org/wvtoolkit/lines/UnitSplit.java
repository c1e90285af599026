package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deals units out by chance, each to one of several, or to none. */
public final class UnitSplit implements UnitConsumer {
    private final List<? extends UnitConsumer> targets;
    private final double[] upTo;
    private final UnitDraw draw;
    private long number;
    private boolean inUnit;
    private @Nullable UnitConsumer target;

    /**
     * A split.
     *
     * @param targets take the units
     * @param shares for each target, the chance of a unit to go there, above 0; together at most 1; what is missing to 1 goes nowhere
     * @param seed makes the draws; equal seeds, equal splits
     * @throws IllegalArgumentException if there are not as many shares as targets, or one is out of range
     */
    public UnitSplit(List<? extends UnitConsumer> targets, List<Double> shares, long seed) {
        if (targets.size() != shares.size()) {
            throw new IllegalArgumentException(
                    "shares must be as many as outputs: " + shares.size() + " for " + targets.size());
        }
        this.targets = List.copyOf(targets);
        upTo = new double[shares.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            double share = shares.get(i);
            if (!(share > 0) || share > 1) {
                throw new IllegalArgumentException("a share must be above 0 and at most 1: " + share);
            }
            sum += share;
            upTo[i] = sum;
        }
        // Tenths do not add up exactly.
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("shares must add up to at most 1: " + sum);
        }
        if (sum > 1 - 1e-9) {
            upTo[upTo.length - 1] = 1;
        }
        draw = new UnitDraw(seed);
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
