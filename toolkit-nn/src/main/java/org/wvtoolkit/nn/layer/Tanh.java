package org.wvtoolkit.nn.layer;

/** Hyperbolic tangent. Its derivative is 1 − tanh². */
public final class Tanh extends ElementwiseLayer {
    @Override
    double value(double x) {
        return Math.tanh(x);
    }

    @Override
    double derivative(double y) {
        return 1 - y * y;
    }
}
