package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;

/**
 * Node of a computation graph with two inputs and no parameters. Not thread-safe: forward stores
 * what backward needs.
 */
public interface Node {
    /**
     * Computes the output.
     *
     * @param a the first input
     * @param b the second input
     * @return a new matrix
     * @throws IllegalArgumentException if the shapes do not match
     */
    Matrix forward(Matrix a, Matrix b);

    /**
     * Converts the gradient with respect to the last output to those with respect to both inputs.
     *
     * @param gradient gradient of the output's shape
     * @return gradients of the inputs' shapes
     */
    Gradients backward(Matrix gradient);

    /**
     * Gradients of both inputs.
     *
     * @param a gradient of the first input's shape
     * @param b gradient of the second input's shape
     */
    record Gradients(Matrix a, Matrix b) {}
}
