package org.wvtoolkit.factorization;

import java.lang.foreign.Arena;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * The largest singular triplets of a matrix A: A·v = σ·u.
 *
 * <p>They come by descending σ, and the component of each u that is largest by its absolute value (the first of several) is
 * positive. Where the matrix has fewer non-zero singular values than were asked for, the rest are 0 and so are their vectors.
 *
 * <p>Immutable but for the memory of the vectors, which lives as long as what they were allocated from.
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
     * How many triplets there are, those with σ = 0 included.
     *
     * @return the dimension that was asked for
     */
    public int dimension() {
        return values.length;
    }

    /**
     * How many triplets have a σ that is not 0.
     *
     * @return 0 to dimension
     */
    public int rank() {
        return rank;
    }

    /**
     * The singular values σ.
     *
     * @return a copy, descending
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The larger of ‖Aᵀ·u − σ·v‖ / σ and ‖A·v − σ·u‖ / σ for each triplet, as the last block of the iteration left it over; 0
     * where σ is 0. The smaller of the two (the second, unless A has more columns than rows) is nothing but rounding.
     *
     * @return a copy, in the order of the values
     */
    public double[] residuals() {
        return residuals.clone();
    }

    /**
     * The left vectors u, one a column, orthonormal.
     *
     * @return A's rows × dimension
     */
    public FloatMatrix left() {
        return left;
    }

    /**
     * The right vectors v, one a column, orthonormal.
     *
     * @return A's columns × dimension
     */
    public FloatMatrix right() {
        return right;
    }

    /**
     * The size of the Krylov basis when the iteration stopped.
     *
     * @return vectors
     */
    public int basisSize() {
        return basisSize;
    }

    /**
     * The vectors of A's rows: W = U·Σ^p, to which V·Σ^p is added where the options ask for contexts, and
     * which become unit vectors, but for those of zeros, where the options ask for it.
     *
     * @param options eigenvalue weighting, contexts and normalisation
     * @param arena owns the result
     * @return A's rows × dimension
     * @throws IllegalArgumentException if contexts shall be added and A is not square
     */
    public FloatMatrix vectors(SvdOptions options, Arena arena) {
        if (options.addContexts() && left.rows() != right.rows()) {
            throw new IllegalArgumentException("contexts can only be added where each word is a context: " + left.rows()
                    + " words, " + right.rows() + " contexts");
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
