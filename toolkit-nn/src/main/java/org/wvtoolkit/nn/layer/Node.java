package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;

/**
 * A node of a computation graph with two inputs and no parameters. Confined to one thread: forward keeps what backward needs.
 */
public interface Node {
    /**
     * Computes the output.
     *
     * @param a the first input
     * @param b the second input
     * @return a new matrix
     * @throws IllegalArgumentException if the shapes do not fit
     */
    Matrix forward(Matrix a, Matrix b);

    /**
     * From the gradient with respect to the last output to those with respect to both inputs.
     *
     * @param gradient of the output's shape
     * @return the gradients, of the inputs' shapes
     */
    Gradients backward(Matrix gradient);

    /**
     * The gradients of both inputs.
     *
     * @param a of the first one's shape
     * @param b of the second one's shape
     */
    record Gradients(Matrix a, Matrix b) {}
}
