package org.wvtoolkit.nn.layer;

/** max(0, x) (Nair and Hinton 2010). Its derivative is 1 above 0 and 0 elsewhere. */
public final class Relu extends ElementwiseLayer {
    @Override
    double value(double x) {
        // Math.max is not used, so that NaN propagates.
        return x < 0 ? 0 : x;
    }

    @Override
    double derivative(double y) {
        return y > 0 ? 1 : 0;
    }
}
