package org.wvtoolkit.factorization;

import java.lang.foreign.Arena;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * The largest singular triplets of a matrix A: A·v = σ·u.
 *
 * <p>Triplets are in descending order of σ. In each u the component with the largest magnitude (the
 * first of several) is positive. If the matrix has fewer non-zero singular values than requested,
 * the remaining values and vectors are zero.
 *
 * <p>Immutable, except for the memory of the vectors, which is valid as long as the allocator that
 * it came from.
 */
public final class SingularTriplets {
    private final double[] values;
    private final double[] residuals;
    private final FloatMatrix left;
    private final FloatMatrix right;
    private final int rank;
    private final int basisSize;

    SingularTriplets(
            double[] values, double[] residuals, FloatMatrix left, FloatMatrix right, int rank, int basisSize) {
        this.values = values;
        this.residuals = residuals;
        this.left = left;
        this.right = right;
        this.rank = rank;
        this.basisSize = basisSize;
    }

    /**
     * Returns the number of triplets, including those with σ = 0.
     *
     * @return the requested dimension
     */
    public int dimension() {
        return values.length;
    }

    /**
     * Returns the number of triplets with non-zero σ.
     *
     * @return 0 to dimension
     */
    public int rank() {
        return rank;
    }

    /**
     * Returns the singular values σ.
     *
     * @return a copy, descending
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * Returns the relative residual of each triplet, the larger of ‖Aᵀ·u − σ·v‖ / σ and ‖A·v − σ·u‖
     * / σ, as estimated from the last block of the iteration; 0 if σ is 0. The smaller of the two
     * (the second, unless A has more columns than rows) consists of rounding errors only.
     *
     * @return a copy, in the order of the values
     */
    public double[] residuals() {
        return residuals.clone();
    }

    /**
     * Returns the left vectors u as orthonormal columns.
     *
     * @return number of rows of A × dimension
     */
    public FloatMatrix left() {
        return left;
    }

    /**
     * Returns the right vectors v as orthonormal columns.
     *
     * @return number of columns of A × dimension
     */
    public FloatMatrix right() {
        return right;
    }

    /**
     * Returns the size of the Krylov basis at the end of the iteration.
     *
     * @return number of basis vectors
     */
    public int basisSize() {
        return basisSize;
    }

    /**
     * Computes the word vectors W = U·Σ^p. Depending on the options, V·Σ^p is added for the
     * contexts, and non-zero vectors are normalized to unit length.
     *
     * @param options eigenvalue weighting, contexts and normalization
     * @param arena owner of the result
     * @return number of rows of A × dimension
     * @throws IllegalArgumentException if contexts are to be added and A is not square
     */
    public FloatMatrix vectors(SvdOptions options, Arena arena) {
        if (options.addContexts() && left.rows() != right.rows()) {
            throw new IllegalArgumentException("contexts can only be added if the contexts are the words: "
                    + left.rows() + " words, " + right.rows() + " contexts");
        }
        int dimension = values.length;
        double[] scale = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            scale[j] = values[j] > 0 ? StrictMath.pow(values[j], options.eigenvalueWeighting()) : 0;
        }
        FloatMatrix vectors = FloatMatrix.allocate(arena, left.rows(), dimension);
        float[] row = new float[dimension];
        float[] context = new float[dimension];
        double[] sum = new double[dimension];
        for (long r = 0; r < left.rows(); r++) {
            left.copyRow(r, row, 0);
            if (options.addContexts()) {
                right.copyRow(r, context, 0);
            }
            double squares = 0;
            for (int j = 0; j < dimension; j++) {
                sum[j] = ((double) row[j] + context[j]) * scale[j];
                squares += sum[j] * sum[j];
            }
            double divisor = options.normalize() && squares > 0 ? Math.sqrt(squares) : 1;
            for (int j = 0; j < dimension; j++) {
                row[j] = (float) (sum[j] / divisor);
            }
            vectors.setRow(r, row, 0);
        }
        return vectors;
    }
}
