package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * Maximum of each column, n × d → 1 × d (Collobert et al. 2011): whether a filter matches anywhere
 * in the text. The gradient goes to the row of the maximum, the first one among equals.
 */
public final class MaxOverTime implements Layer {
    private int rows;
    private int[] largest = {};

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        int columns = input.columns();
        rows = input.rows();
        if (rows == 0) {
            throw new IllegalArgumentException("the maximum of no rows is undefined");
        }
        double[] values = input.values();
        Matrix output = new Matrix(1, columns);
        double[] best = output.values();
        System.arraycopy(values, 0, best, 0, columns);
        largest = new int[columns];
        for (int row = 1; row < rows; row++) {
            int from = row * columns;
            for (int k = 0; k < columns; k++) {
                double value = values[from + k];
                // NaN counts as the maximum, so that it propagates.
                if (!(value <= best[k])) {
                    best[k] = value;
                    largest[k] = row;
                }
            }
        }
        return output;
    }

    @Override
    public Matrix backward(Matrix gradient) {
        int columns = gradient.require(1, largest.length).columns();
        Matrix result = new Matrix(rows, columns);
        for (int k = 0; k < columns; k++) {
            result.set(largest[k], k, gradient.get(0, k));
        }
        return result;
    }
}
