package org.wvtoolkit.retrofitting;

import java.lang.foreign.Arena;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;

/** A copy of a model's vectors at unit length. Not thread-safe. */
final class UnitVectors {
    private final FloatMatrix matrix;

    UnitVectors(DenseEmbeddings model, Arena arena) {
        int dimension = model.dimension();
        matrix = FloatMatrix.allocate(arena, model.vocabulary().size(), dimension);
        float[] row = new float[dimension];
        for (int id = 0; id < model.vocabulary().size(); id++) {
            model.vectors().copyRow(id, row, 0);
            normalize(row);
            matrix.setRow(id, row, 0);
        }
    }

    FloatMatrix matrix() {
        return matrix;
    }

    /** Scales a vector to unit length. A zero vector is not changed. */
    static void normalize(float[] row) {
        double squares = dot(row, row);
        if (squares > 0) {
            double norm = Math.sqrt(squares);
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) (row[k] / norm);
            }
        }
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * (double) b[k];
        }
        return sum;
    }
}
