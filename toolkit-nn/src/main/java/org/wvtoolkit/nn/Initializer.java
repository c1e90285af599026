package org.wvtoolkit.nn;

import java.util.random.RandomGenerator;

/**
 * Initial weights. Their variance is decisive: if it is too large, sigmoids saturate and gradients
 * vanish; if it is too small, the activations of deep layers collapse to one value; with zero
 * weights all units of a layer remain identical.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * Draws one weight.
     *
     * @param inputs number of inputs of a unit
     * @param outputs number of units
     * @param random random number generator
     * @return the weight
     */
    double draw(int inputs, int outputs, RandomGenerator random);

    /**
     * Returns Xavier initialization: normal distribution of variance 2/(inputs + outputs) (Glorot
     * and Bengio 2010), for sigmoid, tanh and softmax.
     *
     * @return the initializer
     */
    static Initializer xavier() {
        return (inputs, outputs, random) -> random.nextGaussian() * Math.sqrt(2.0 / (inputs + outputs));
    }

    /**
     * Returns He initialization: normal distribution of variance 2/inputs (He et al. 2015), for
     * ReLU, which halves the variance.
     *
     * @return the initializer
     */
    static Initializer he() {
        return (inputs, outputs, random) -> random.nextGaussian() * Math.sqrt(2.0 / inputs);
    }

    /**
     * Returns a normal distribution independent of the layer size.
     *
     * @param deviation standard deviation
     * @return the initializer
     */
    static Initializer gaussian(double deviation) {
        return (inputs, outputs, random) -> random.nextGaussian() * deviation;
    }

    /**
     * Returns zeros, for output layers only.
     *
     * @return the initializer
     */
    static Initializer zero() {
        return (inputs, outputs, random) -> 0;
    }

    /**
     * Returns the suitable initializer for an activation.
     *
     * @param activation the activation after the weights
     * @return He for ReLU, otherwise Xavier
     */
    static Initializer of(Activation activation) {
        return activation == Activation.RELU ? he() : xavier();
    }

    /** Activation after the weights of a layer. */
    enum Activation {
        /** None, or softmax. */
        NONE,
        /** The logistic function. */
        SIGMOID,
        /** The hyperbolic tangent. */
        TANH,
        /** max(0, x). */
        RELU
    }

    /**
     * Creates the weights of a hidden layer.
     *
     * @param inputs number of rows: inputs of a unit
     * @param outputs number of columns: units
     * @param random random number generator
     * @return inputs × outputs
     * @throws IllegalArgumentException if all weights are zero
     */
    default Matrix hidden(int inputs, int outputs, RandomGenerator random) {
        return requireNotAllZero(output(inputs, outputs, random));
    }

    /**
     * Creates the weights of an output layer. They may be zero, because the targets of the units
     * differ.
     *
     * @param inputs number of rows
     * @param outputs number of columns
     * @param random random number generator
     * @return inputs × outputs
     */
    default Matrix output(int inputs, int outputs, RandomGenerator random) {
        Matrix weights = new Matrix(inputs, outputs);
        double[] values = weights.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = draw(inputs, outputs, random);
        }
        return weights;
    }

    /**
     * Checks the weights of a hidden layer.
     *
     * @param weights the weights
     * @return the same weights
     * @throws IllegalArgumentException if all weights are zero; the message explains why
     */
    static Matrix requireNotAllZero(Matrix weights) {
        for (double value : weights.values()) {
            if (value != 0) {
                return weights;
            }
        }
        throw new IllegalArgumentException("the initial weights of a hidden layer must not all be zero: its "
                + weights.columns() + " units would have the same outputs and gradients and remain identical;"
                + " use Initializer.xavier() or Initializer.he()");
    }
}
