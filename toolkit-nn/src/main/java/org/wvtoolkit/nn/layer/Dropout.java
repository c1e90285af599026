package org.wvtoolkit.nn.layer;

import java.util.random.RandomGenerator;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Inverted dropout (Srivastava et al. 2014): sets random values to zero during training and divides
 * the others by the probability of being kept, so that the expectation equals the input and
 * prediction needs no scaling. The gradient passes through the values that were kept.
 */
public final class Dropout implements Layer {
    private final double rate;
    private final RandomGenerator random;
    private Matrix mask = new Matrix(0, 1);

    /**
     * Creates the layer.
     *
     * @param rate probability of setting a value to zero, 0 to below 1
     * @param random random number generator
     */
    public Dropout(double rate, RandomGenerator random) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout must be 0 to below 1: " + rate);
        }
        this.rate = rate;
        this.random = random;
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        mask = new Matrix(input.rows(), input.columns());
        for (int i = 0; i < mask.values().length; i++) {
            boolean kept = mode == Mode.PREDICTION || random.nextDouble() >= rate;
            mask.values()[i] = mode == Mode.PREDICTION ? 1 : kept ? 1 / (1 - rate) : 0;
        }
        return masked(input);
    }

    @Override
    public Matrix backward(Matrix gradient) {
        return masked(gradient.require(mask.rows(), mask.columns()));
    }

    private Matrix masked(Matrix values) {
        Matrix masked = values.copy();
        for (int i = 0; i < masked.values().length; i++) {
            masked.values()[i] *= mask.values()[i];
        }
        return masked;
    }
}
