package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Products;

/** Y = A · B. ∂L/∂A = ∂L/∂Y · Bᵀ and ∂L/∂B = Aᵀ · ∂L/∂Y. */
public final class MatrixProduct implements Node {
    private final Products products;
    private Matrix first = new Matrix(0, 1);
    private Matrix second = first;

    /**
     * Creates the node.
     *
     * @param products matrix products
     */
    public MatrixProduct(Products products) {
        this.products = products;
    }

    @Override
    public Matrix forward(Matrix a, Matrix b) {
        first = a;
        second = b;
        return products.times(a, b);
    }

    @Override
    public Gradients backward(Matrix gradient) {
        gradient.require(first.rows(), second.columns());
        return new Gradients(products.timesTransposed(gradient, second), products.transposedTimes(first, gradient));
    }
}
