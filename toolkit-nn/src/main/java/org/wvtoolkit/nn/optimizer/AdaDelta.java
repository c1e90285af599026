package org.wvtoolkit.nn.optimizer;

/**
 * AdaDelta (Zeiler 2012), used by Kim (2014): s ← ρ·s + (1 − ρ)·g², Δ = −√(u + ε)/√(s + ε)·g, u ←
 * ρ·u + (1 − ρ)·Δ², w ← w + η·Δ. Steps have the unit of the weight, so η = 1 is suitable.
 *
 * @param decay ρ, 0 to below 1; usually 0.95
 * @param epsilon ε, above 0; usually 1e-6
 */
public record AdaDelta(double decay, double epsilon) implements UpdateRule {
    /** Validates the ranges. */
    public AdaDelta {
        UpdateRules.requireDecay("decay", decay);
        UpdateRules.requireEpsilon(epsilon);
    }

    @Override
    public int memories() {
        return 2;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] = decay * memory[at] + (1 - decay) * gradient * gradient;
        double change = -Math.sqrt(memory[at + 1] + epsilon) / Math.sqrt(memory[at] + epsilon) * gradient;
        memory[at + 1] = decay * memory[at + 1] + (1 - decay) * change * change;
        return weight + rate * change;
    }
}
