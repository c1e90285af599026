package org.wvtoolkit.nn.optimizer;

/**
 * AdaGrad, s ← s + g², w ← w − η·g/(√s + ε) (Duchi, Hazan and Singer 2011). Weights that rarely
 * have a gradient keep a large learning rate, which suits rare words.
 *
 * @param epsilon ε, above 0; usually 1e-8
 */
public record AdaGrad(double epsilon) implements UpdateRule {
    /** Validates the range. */
    public AdaGrad {
        UpdateRules.requireEpsilon(epsilon);
    }

    @Override
    public int memories() {
        return 1;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] += gradient * gradient;
        return weight - rate * gradient / (Math.sqrt(memory[at]) + epsilon);
    }
}
