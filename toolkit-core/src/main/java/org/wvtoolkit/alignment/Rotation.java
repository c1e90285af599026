package org.wvtoolkit.alignment;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * The rotation of one vector space that minimizes the distances of given vectors to given vectors
 * of another space (orthogonal Procrustes, Schönemann 1966). With A and B the unit vectors of the
 * pairs, it is U·Vᵀ of the singular value decomposition AᵀB = U·Σ·Vᵀ. Reflections are allowed.
 * Immutable and thread-safe.
 */
public final class Rotation {
    private final int dimension;
    private final double[] values;

    private Rotation(int dimension, double[] values) {
        this.dimension = dimension;
        this.values = values;
    }

    /**
     * Computes the rotation.
     *
     * @param source the model to be rotated
     * @param target the model to which it is rotated
     * @param pairs words with the same meaning; their vectors are compared at unit length
     * @return the rotation
     * @throws UnsuitableInputException if the dimensions differ, there are fewer pairs than
     *     dimensions, or vectors are not finite
     */
    public static Rotation fit(DenseEmbeddings source, DenseEmbeddings target, WordPairs pairs) {
        int dimension = source.dimension();
        if (target.dimension() != dimension) {
            throw new UnsuitableInputException("the models have " + dimension + " and " + target.dimension()
                    + " dimensions; only models of equal dimension can be aligned");
        }
        if (pairs.pairs().size() < dimension) {
            throw new UnsuitableInputException(pairs.pairs().size() + " pairs of known words are fewer than the "
                    + dimension + " dimensions, so that any two models could be aligned; use more pairs");
        }
        DMatrixRMaj products = new DMatrixRMaj(dimension, dimension);
        double[] a = new double[dimension];
        double[] b = new double[dimension];
        float[] row = new float[dimension];
        for (WordPairs.Pair pair : pairs.pairs()) {
            unit(source, pair.source(), row, a);
            unit(target, pair.target(), row, b);
            for (int i = 0; i < dimension; i++) {
                int at = i * dimension;
                for (int j = 0; j < dimension; j++) {
                    products.data[at + j] += a[i] * b[j];
                }
            }
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(dimension, dimension, true, true, false);
        if (!svd.decompose(products)) {
            throw new UnsuitableInputException(
                    "the models cannot be aligned: their vectors hold NaN or infinite values");
        }
        DMatrixRMaj rotation = new DMatrixRMaj(dimension, dimension);
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
        return new Rotation(dimension, rotation.data);
    }

    private static void unit(DenseEmbeddings model, int id, float[] row, double[] unit) {
        double norm = model.copyVector(id, row, 0);
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
    }

    /**
     * Rotates one vector.
     *
     * @param vector a vector of the dimension of the rotation; not modified
     * @param turned receives the rotated vector
     */
    public void turn(double[] vector, double[] turned) {
        Arrays.fill(turned, 0);
        for (int i = 0; i < dimension; i++) {
            int at = i * dimension;
            for (int j = 0; j < dimension; j++) {
                turned[j] += vector[i] * values[at + j];
            }
        }
    }

    /**
     * Rotates every vector of a model and preserves its length. Context vectors and subword vectors
     * are omitted.
     *
     * @param model a model of the dimension of the rotation; not closed
     * @return a new model; the caller closes it
     */
    public DenseEmbeddings apply(DenseEmbeddings model) {
        if (model.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "a rotation of dimension " + dimension + " for a model of dimension " + model.dimension());
        }
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix turned = FloatMatrix.allocate(arena, model.vectors().rows(), dimension);
            float[] row = new float[dimension];
            double[] vector = new double[dimension];
            double[] sum = new double[dimension];
            for (long id = 0; id < turned.rows(); id++) {
                model.vectors().copyRow(id, row, 0);
                for (int j = 0; j < dimension; j++) {
                    vector[j] = row[j];
                }
                turn(vector, sum);
                for (int j = 0; j < dimension; j++) {
                    row[j] = (float) sum[j];
                }
                turned.setRow(id, row, 0);
            }
            return DenseEmbeddings.of(model.vocabulary(), turned, model.metadata())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
