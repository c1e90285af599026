package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;

/**
 * Mean squared error, L = (1/N)·Σ (y − t)² over all N values of a batch. ∂L/∂y = 2·(y − t)/N (Gauss
 * 1809).
 */
public final class MeanSquaredError {
    private Matrix difference = new Matrix(0, 1);

    /**
     * Computes the loss.
     *
     * @param output n × d, n at least 1
     * @param target targets of the same shape
     * @return at least 0
     */
    public double forward(Matrix output, Matrix target) {
        target.require(output.rows(), output.columns());
        difference = output.copy();
        double sum = 0;
        for (int i = 0; i < difference.values().length; i++) {
            difference.values()[i] -= target.values()[i];
            sum += difference.values()[i] * difference.values()[i];
        }
        return sum / difference.values().length;
    }

    /**
     * Computes the gradient with respect to the output.
     *
     * @return n × d
     */
    public Matrix backward() {
        Matrix gradient = difference.copy();
        for (int i = 0; i < gradient.values().length; i++) {
            gradient.values()[i] *= 2.0 / gradient.values().length;
        }
        return gradient;
    }
}
