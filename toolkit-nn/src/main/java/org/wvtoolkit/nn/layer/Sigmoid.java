package org.wvtoolkit.nn.layer;

/**
 * Logistic function, σ(x) = 1/(1 + e⁻ˣ). Its derivative is σ·(1 − σ), at most 1/4, so gradients
 * shrink from layer to layer.
 */
public final class Sigmoid extends ElementwiseLayer {
    @Override
    double value(double x) {
        return of(x);
    }

    @Override
    double derivative(double y) {
        return y * (1 - y);
    }

    /** Computes σ(x) without overflow. */
    static double of(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
