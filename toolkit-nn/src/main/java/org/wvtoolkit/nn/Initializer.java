package org.wvtoolkit.nn;

import java.util.random.RandomGenerator;

/**
 * How weights begin. What matters is the variance: with too much of it sigmoids saturate and gradients vanish, with too little the
 * activations of deep layers collapse into one value; at zero all units of a layer stay the same for ever.
 */
@FunctionalInterface
public interface Initializer {
    /**
     * One weight.
     *
     * @param inputs how many values a unit reads
     * @param outputs how many units read a value
     * @param random draws
     * @return the weight
     */
    double draw(int inputs, int outputs, RandomGenerator random);

    /**
     * Xavier: a normal distribution of variance 2/(inputs + outputs) (Glorot and Bengio 2010), for sigmoid, tanh and softmax.
     *
     * @return the initializer
     */
    static Initializer xavier() {
        return (inputs, outputs, random) -> random.nextGaussian() * Math.sqrt(2.0 / (inputs + outputs));
    }

    /**
     * He: a normal distribution of variance 2/inputs (He et al. 2015), for ReLU, which halves the variance.
     *
     * @return the initializer
     */
    static Initializer he() {
        return (inputs, outputs, random) -> random.nextGaussian() * Math.sqrt(2.0 / inputs);
    }

    /**
     * A normal distribution that does not look at the layer's size.
     *
     * @param deviation its standard deviation
     * @return the initializer
     */
    static Initializer gaussian(double deviation) {
        return (inputs, outputs, random) -> random.nextGaussian() * deviation;
    }

    /**
     * All zero: for output layers alone.
     *
     * @return the initializer
     */
    static Initializer zero() {
        return (inputs, outputs, random) -> 0;
    }

    /**
     * The initializer that suits an activation.
     *
     * @param activation what follows the weights
     * @return He for ReLU, Xavier else
     */
    static Initializer of(Activation activation) {
        return activation == Activation.RELU ? he() : xavier();
    }

    /** What follows a layer's weights. */
    enum Activation {
        /** Nothing, or a softmax. */
        NONE,
        /** The logistic function. */
        SIGMOID,
        /** The hyperbolic tangent. */
        TANH,
        /** max(0, x). */
        RELU
    }

    /**
     * The weights of a hidden layer.
     *
     * @param inputs rows: how many values a unit reads
     * @param outputs columns: how many units
     * @param random draws
     * @return inputs × outputs
     * @throws IllegalArgumentException if all of them are zero, with the reason
     */
    default Matrix hidden(int inputs, int outputs, RandomGenerator random) {
        return requireNotAllZero(output(inputs, outputs, random));
    }

    /**
     * The weights of an output layer, which may be zero: its targets tell its units apart.
     *
     * @param inputs rows
     * @param outputs columns
     * @param random draws
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
     * The check for weights of hidden layers.
     *
     * @param weights the weights
     * @return the same
     * @throws IllegalArgumentException if all of them are zero, with the reason
     */
    static Matrix requireNotAllZero(Matrix weights) {
        for (double value : weights.values()) {
            if (value != 0) {
                return weights;
            }
        }
        throw new IllegalArgumentException("the weights of a hidden layer must not all begin at zero: its "
                + weights.columns() + " units would compute the same, get the same gradient and stay the same for"
                + " ever; begin with Initializer.xavier() or Initializer.he()");
    }
}
