package org.wvtoolkit.nn.layer;

import java.util.random.RandomGenerator;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Leaves values out at random while learning (Srivastava et al. 2014), inverted: what is kept is divided by the chance to be kept, so
 * that the expectation is the input and prediction need do nothing. The gradient passes where the value did.
 */
public final class Dropout implements Layer {
    private final double rate;
    private final RandomGenerator random;
    private Matrix mask = new Matrix(0, 1);

    /**
     * The layer.
     *
     * @param rate the chance to be left out, 0 to below 1
     * @param random draws
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
