package org.wvtoolkit.nn.optimizer;

/**
 * Adam with decoupled weight decay, w ← w − η·λ·w in addition to Adam's step (Loshchilov and Hutter
 * 2019). The decay bypasses the moment estimates, so it is the same for all weights.
 *
 * @param adam the underlying rule
 * @param weightDecay λ, at least 0; usually 0.01
 */
public record AdamW(Adam adam, double weightDecay) implements UpdateRule {
    /** Validates the range. */
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
