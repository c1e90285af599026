package org.wvtoolkit.nn.optimizer;

/**
 * Adam (Kingma and Ba 2015): m ← β₁·m + (1 − β₁)·g, s ← β₂·s + (1 − β₂)·g², with bias correction m̂
 * = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ), and w ← w − η·m̂/(√ŝ + ε).
 *
 * @param meanDecay β₁, 0 to below 1; usually 0.9
 * @param squareDecay β₂, 0 to below 1; usually 0.999
 * @param epsilon ε, above 0; usually 1e-8
 */
public record Adam(double meanDecay, double squareDecay, double epsilon) implements UpdateRule {
    /** Validates the ranges. */
    public Adam {
        UpdateRules.requireDecay("mean decay", meanDecay);
        UpdateRules.requireDecay("square decay", squareDecay);
        UpdateRules.requireEpsilon(epsilon);
    }

    @Override
    public int memories() {
        return 2;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] = meanDecay * memory[at] + (1 - meanDecay) * gradient;
        memory[at + 1] = squareDecay * memory[at + 1] + (1 - squareDecay) * gradient * gradient;
        double mean = memory[at] / (1 - power(meanDecay, step));
        double square = memory[at + 1] / (1 - power(squareDecay, step));
        return weight - rate * mean / (Math.sqrt(square) + epsilon);
    }

    /** Computes a power by squaring, with the same result on every machine. */
    private static double power(double base, long exponent) {
        double power = 1;
        double factor = base;
        for (long rest = exponent; rest > 0 && power > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                power *= factor;
            }
            factor *= factor;
        }
        return power;
    }
}
