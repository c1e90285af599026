package org.wvtoolkit.nn.optimizer;

/**
 * Momentum, v ← μ·v − η·g, w ← w + v (Polyak 1964).
 *
 * @param momentum μ, 0 to below 1; usually 0.9
 */
public record Momentum(double momentum) implements UpdateRule {
    /** Validates the range. */
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
