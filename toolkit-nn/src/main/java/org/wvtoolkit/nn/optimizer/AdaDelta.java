package org.wvtoolkit.nn.optimizer;

/**
 * AdaDelta (Zeiler 2012), which Kim (2014) trained with: s ← ρ·s + (1 − ρ)·g², Δ = −√(u + ε)/√(s + ε)·g, u ← ρ·u + (1 − ρ)·Δ², w ← w
 * + η·Δ. Steps have the weight's own unit, so that η = 1 suits.
 *
 * @param decay ρ, 0 to below 1; 0.95 is usual
 * @param epsilon ε, above 0; 1e-6 is usual
 */
public record AdaDelta(double decay, double epsilon) implements UpdateRule {
    /** Checks the ranges. */
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
