package org.wvtoolkit.nn.optimizer;

/**
 * Momentum, v ← μ·v − η·g, w ← w + v (Polyak 1964): a ball that rolls, past small bumps and along valleys.
 *
 * @param momentum μ, 0 to below 1; 0.9 is usual
 */
public record Momentum(double momentum) implements UpdateRule {
    /** Checks the range. */
    public Momentum {
        UpdateRules.requireDecay("momentum", momentum);
    }

    @Override
    public int memories() {
        return 1;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] = momentum * memory[at] - rate * gradient;
        return weight + memory[at];
    }
}
