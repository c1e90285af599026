package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;

/** y = a + b, element by element. Both gradients equal that of y. */
public final class Addition implements Node {
    @Override
    public Matrix forward(Matrix a, Matrix b) {
        b.require(a.rows(), a.columns());
        Matrix sum = a.copy();
        for (int i = 0; i < sum.values().length; i++) {
            sum.values()[i] += b.values()[i];
        }
        return sum;
    }

    @Override
    public Gradients backward(Matrix gradient) {
        return new Gradients(gradient.copy(), gradient.copy());
    }
}
