package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Repetition of one row, 1 × d → n × d, such as of a bias for each example. Its gradient is the
 * sum; {@link Sum} is its counterpart.
 */
public final class Repeat implements Layer {
    private final int times;

    /**
     * Creates the layer.
     *
     * @param times n, at least 1
     */
    public Repeat(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
        this.times = times;
    }

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        return row(input, times);
    }

    @Override
    public Matrix backward(Matrix gradient) {
        return Sum.ofRows(gradient.require(times, gradient.columns()));
    }

    /** Returns a matrix of equal rows. */
    static Matrix row(Matrix row, int times) {
        row.require(1, row.columns());
        Matrix repeated = new Matrix(times, row.columns());
        for (int i = 0; i < times; i++) {
            System.arraycopy(row.values(), 0, repeated.values(), i * row.columns(), row.columns());
        }
        return repeated;
    }
}
