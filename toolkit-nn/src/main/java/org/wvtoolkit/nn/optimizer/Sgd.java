package org.wvtoolkit.nn.optimizer;

/** Stochastic gradient descent, w ← w − η·g (Robbins and Monro 1951). */
public record Sgd() implements UpdateRule {
    @Override
    public int memories() {
        return 0;
    }

    @Override
    public double updated(double weight, double gradient, double[] memory, int at, double rate, long step) {
        return weight - rate * gradient;
    }
}
