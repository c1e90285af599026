package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/**
 * The largest value of each column, n × d → 1 × d (Collobert et al. 2011): whether a filter found what it looks for, wherever in the
 * text. The gradient goes to the row that was the largest, the first one among equals.
 */
public final class MaxOverTime implements Layer {
    private int rows;
    private int[] largest = {};

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        int columns = input.columns();
        rows = input.rows();
        if (rows == 0) {
            throw new IllegalArgumentException("no row to take the largest of");
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
                // A NaN wins, so that it is noticed.
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
