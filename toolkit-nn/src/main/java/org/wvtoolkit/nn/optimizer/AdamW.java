package org.wvtoolkit.nn.optimizer;

/**
 * Adam with decoupled weight decay, w ← w − η·λ·w beside Adam's own step (Loshchilov and Hutter 2019): the decay does not go through
 * the means, so that it is the same for all weights.
 *
 * @param adam the rule that it adds to
 * @param weightDecay λ, at least 0; 0.01 is usual
 */
public record AdamW(Adam adam, double weightDecay) implements UpdateRule {
    /** Checks the range. */
    public AdamW {
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weight-decay must be at least 0: " + weightDecay);
        }
    }

    @Override
    public int memories() {
        return adam.memories();
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        return adam.updated(weight, gradient, memory, at, rate, step) - rate * weightDecay * weight;
    }
}
