package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/** Activation: an elementwise function whose derivative is a function of its output. */
abstract sealed class ElementwiseLayer implements Layer permits Sigmoid, Tanh, Relu {
    private Matrix output = new Matrix(0, 1);

    /** Computes the function. */
    abstract double value(double x);

    /** Computes the derivative at output y. */
    abstract double derivative(double y);

    @Override
    public final Matrix forward(Matrix input, Mode mode) {
        output = new Matrix(input.rows(), input.columns());
        for (int i = 0; i < output.values().length; i++) {
            output.values()[i] = value(input.values()[i]);
        }
        return output;
    }

    @Override
    public final Matrix backward(Matrix gradient) {
        gradient.require(output.rows(), output.columns());
        Matrix result = new Matrix(output.rows(), output.columns());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = gradient.values()[i] * derivative(output.values()[i]);
        }
        return result;
    }
}
