package org.wvtoolkit.nn.layer;

/** max(0, x) (Nair and Hinton 2010); its derivative is 1 above 0 and 0 elsewhere. */
public final class Relu extends ElementwiseLayer {
    @Override
    double value(double x) {
        // Not Math.max, so that a NaN passes through and is noticed.
        return x < 0 ? 0 : x;
    }

    @Override
    double derivative(double y) {
        return y > 0 ? 1 : 0;
    }
}
