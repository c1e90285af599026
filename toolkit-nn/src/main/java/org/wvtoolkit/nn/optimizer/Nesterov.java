package org.wvtoolkit.nn.optimizer;

/**
 * Nesterov's accelerated gradient (Nesterov 1983; Sutskever et al. 2013), momentum with the
 * gradient at the look-ahead point. Expressed in terms of that point (Bengio, Boulanger-Lewandowski
 * and Pascanu 2013): v ← μ·v − η·g, w ← w + μ·v − η·g.
 *
 * @param momentum μ, 0 to below 1; usually 0.9
 */
public record Nesterov(double momentum) implements UpdateRule {
    /** Validates the range. */
    public Nesterov {
        UpdateRules.requireDecay("momentum", momentum);
    }

    @Override
    public int memories() {
        return 1;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        memory[at] = momentum * memory[at] - rate * gradient;
        return weight + momentum * memory[at] - rate * gradient;
    }
}
