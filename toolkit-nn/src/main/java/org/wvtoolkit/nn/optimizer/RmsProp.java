package org.wvtoolkit.nn.optimizer;

/**
 * RMSProp, s ← ρ·s + (1 − ρ)·g², w ← w − η·g/(√s + ε) (Tieleman and Hinton 2012): AdaGrad with a
 * decaying sum, so that the learning rate does not vanish.
 *
 * @param decay ρ, 0 to below 1; usually 0.9
 * @param epsilon ε, above 0; usually 1e-8
 */
public record RmsProp(double decay, double epsilon) implements UpdateRule {
    /** Validates the ranges. */
    public RmsProp {
        UpdateRules.requireDecay("decay", decay);
        UpdateRules.requireEpsilon(epsilon);
    }

    @Override
    public int memories() {
        return 1;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] = decay * memory[at] + (1 - decay) * gradient * gradient;
        return weight - rate * gradient / (Math.sqrt(memory[at]) + epsilon);
    }
}
