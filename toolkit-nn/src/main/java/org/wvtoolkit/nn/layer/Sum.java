package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/** Sum of all rows, n × d → 1 × d. Its gradient is repeated; {@link Repeat} is its counterpart. */
public final class Sum implements Layer {
    private int rows;

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        rows = input.rows();
        return ofRows(input);
    }

    @Override
    public Matrix backward(Matrix gradient) {
        return Repeat.row(gradient, rows);
    }

    /** Returns the sum of the rows of a matrix as one row. */
    static Matrix ofRows(Matrix matrix) {
        int columns = matrix.columns();
        Matrix sum = new Matrix(1, columns);
        for (int row = 0; row < matrix.rows(); row++) {
            for (int k = 0; k < columns; k++) {
                sum.values()[k] += matrix.values()[row * columns + k];
            }
        }
        return sum;
    }
}
