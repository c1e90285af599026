package org.wvtoolkit.alignment;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * A linear map of a vector space, and the products of paired vectors from which maps are computed.
 * Immutable and thread-safe.
 */
final class LinearMap {
    private final int dimension;
    private final double[] values;

    /**
     * Creates a map.
     *
     * @param matrix the matrix by which row vectors are multiplied from the left
     */
    LinearMap(DMatrixRMaj matrix) {
        this.dimension = matrix.numRows;
        this.values = matrix.data.clone();
    }

    /** Checks that two models can be aligned by some pairs. */
    static void check(DenseEmbeddings source, DenseEmbeddings target, WordPairs pairs) {
        int dimension = source.dimension();
        if (target.dimension() != dimension) {
            throw new UnsuitableInputException("the models have " + dimension + " and " + target.dimension()
                    + " dimensions; only models of equal dimension can be aligned");
        }
        if (pairs.pairs().size() < dimension) {
            throw new UnsuitableInputException(
                    "the models have the words of " + pairs.pairs().size()
                            + " pairs, fewer than their " + dimension
                            + " dimensions, which does not determine an alignment; use more pairs");
        }
    }

    /** The words of a pair. */
    enum Side {
        SOURCE,
        TARGET;

        int word(WordPairs.Pair pair) {
            return this == SOURCE ? pair.source() : pair.target();
        }
    }

    /**
     * Returns AᵀB, where the rows of A and B are the unit vectors of one side of all pairs each.
     *
     * @param first model of A
     * @param sideOfFirst side of A
     * @param second model of B
     * @param sideOfSecond side of B
     * @param pairs the pairs
     */
    static DMatrixRMaj products(
            DenseEmbeddings first, Side sideOfFirst, DenseEmbeddings second, Side sideOfSecond, WordPairs pairs) {
        int dimension = first.dimension();
        DMatrixRMaj products = new DMatrixRMaj(dimension, dimension);
        double[] a = new double[dimension];
        double[] b = new double[dimension];
        float[] row = new float[dimension];
        for (WordPairs.Pair pair : pairs.pairs()) {
            unit(first, sideOfFirst.word(pair), row, a);
            unit(second, sideOfSecond.word(pair), row, b);
            for (int i = 0; i < dimension; i++) {
                int at = i * dimension;
                for (int j = 0; j < dimension; j++) {
                    products.data[at + j] += a[i] * b[j];
                }
            }
        }
        return products;
    }

    private static void unit(DenseEmbeddings model, int id, float[] row, double[] unit) {
        double norm = model.copyVector(id, row, 0);
        for (int j = 0; j < row.length; j++) {
            unit[j] = row[j] / norm;
        }
    }

    /** Decomposes a square matrix of products. */
    static SingularValueDecomposition_F64<DMatrixRMaj> decompose(DMatrixRMaj products) {
        int dimension = products.numRows;
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(dimension, dimension, true, true, false);
        if (!svd.decompose(products)) {
            throw new UnsuitableInputException(
                    "the models cannot be aligned: their vectors contain NaN or infinite values");
        }
        return svd;
    }

    /** Maps one vector. The given vector is not modified. */
    void map(double[] vector, double[] mapped) {
        Arrays.fill(mapped, 0);
        for (int i = 0; i < dimension; i++) {
            int at = i * dimension;
            for (int j = 0; j < dimension; j++) {
                mapped[j] += vector[i] * values[at + j];
            }
        }
    }

    /**
     * Maps every vector of a model and preserves its length. Context vectors and subword vectors are
     * omitted.
     */
    DenseEmbeddings apply(DenseEmbeddings model) {
        if (model.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "a map of dimension " + dimension + " for a model of dimension " + model.dimension());
        }
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix mapped = FloatMatrix.allocate(arena, model.vectors().rows(), dimension);
            float[] row = new float[dimension];
            double[] vector = new double[dimension];
            double[] sum = new double[dimension];
            for (long id = 0; id < mapped.rows(); id++) {
                model.vectors().copyRow(id, row, 0);
                double before = 0;
                for (int j = 0; j < dimension; j++) {
                    vector[j] = row[j];
                    before += vector[j] * vector[j];
                }
                map(vector, sum);
                double after = 0;
                for (double value : sum) {
                    after += value * value;
                }
                double scale = after > 0 ? Math.sqrt(before / after) : 0;
                for (int j = 0; j < dimension; j++) {
                    row[j] = (float) (scale * sum[j]);
                }
                mapped.setRow(id, row, 0);
            }
            return DenseEmbeddings.of(model.vocabulary(), mapped, model.metadata())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }
}
