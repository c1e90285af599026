package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;

/** y = a · b, element by element. ∂L/∂a = ∂L/∂y · b and ∂L/∂b = ∂L/∂y · a. */
public final class Multiplication implements Node {
    private Matrix first = new Matrix(0, 1);
    private Matrix second = first;

    @Override
    public Matrix forward(Matrix a, Matrix b) {
        b.require(a.rows(), a.columns());
        first = a;
        second = b;
        return product(a, b);
    }

    @Override
    public Gradients backward(Matrix gradient) {
        gradient.require(first.rows(), first.columns());
        return new Gradients(product(gradient, second), product(gradient, first));
    }

    private static Matrix product(Matrix a, Matrix b) {
        Matrix product = a.copy();
        for (int i = 0; i < product.values().length; i++) {
            product.values()[i] *= b.values()[i];
        }
        return product;
    }
}
