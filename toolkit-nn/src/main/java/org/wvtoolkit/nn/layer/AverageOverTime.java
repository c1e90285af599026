package org.wvtoolkit.nn.layer;

import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Mode;

/** Mean of each column, n × d → 1 × d (Collobert et al. 2011). Each row receives 1/n of the gradient. */
public final class AverageOverTime implements Layer {
    private int rows;

    @Override
    public Matrix forward(Matrix input, Mode mode) {
        rows = input.rows();
        if (rows == 0) {
            throw new IllegalArgumentException("the mean of no rows is undefined");
        }
        return divided(Sum.ofRows(input));
    }

    @Override
    public Matrix backward(Matrix gradient) {
        return Repeat.row(divided(gradient.copy()), rows);
    }

    private Matrix divided(Matrix row) {
        for (int k = 0; k < row.values().length; k++) {
            row.values()[k] /= rows;
        }
        return row;
    }
}
