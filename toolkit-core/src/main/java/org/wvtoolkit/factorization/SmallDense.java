package org.wvtoolkit.factorization;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Decompositions of the small dense matrices of the method, computed by EJML in double precision. */
final class SmallDense {
    private SmallDense() {}

    /**
     * Eigenvalues of a symmetric matrix in descending order, and their eigenvectors.
     *
     * @param values n values
     * @param vectors n vectors of n components, in the same order
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
    record Eigen(double[] values, double[][] vectors) {}

    /**
     * Decomposes a symmetric matrix.
     *
     * @param matrix n × n, row-major; only the upper triangle is read
     * @param n number of rows
     * @return all eigenpairs
     */
    static Eigen eigen(double[] matrix, int n) {
        DMatrixRMaj copy = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                copy.data[i * n + j] = matrix[i * n + j];
                copy.data[j * n + i] = matrix[i * n + j];
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(copy)) {
            throw new ArithmeticException("the eigenvalues of a " + n + " × " + n + " matrix did not converge");
        }
        // The sort is stable: ties keep EJML's order, so equal input gives equal output.
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -decomposition.getEigenvalue(i).getReal()))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = decomposition.getEigenvalue(order[i]).getReal();
            vectors[i] = decomposition.getEigenVector(order[i]).data;
        }
        return new Eigen(values, vectors);
    }

    /**
     * Transformation of a panel with a given Gram matrix to orthonormal columns, computed from the
     * eigenvectors of the scaled Gram matrix (SVQB, Stathopoulos and Wu 2002). Unlike the Cholesky
     * factor it exists for any rank.
     *
     * @param transform width × width: panel · transform is orthonormal in its live columns and zero
     *     in the dead ones
     * @param inverse width × width: (panel · transform) · inverse is the panel
     * @param dead flags of the columns of the transformed panel without a direction
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
    record Orthonormalizer(double[] transform, double[] inverse, boolean[] dead) {}

    /**
     * Relative squared length below which a direction is single-precision noise, with columns
     * scaled to length 1.
     */
    private static final double NOISE = 1e-6;

    /**
     * Computes the {@link Orthonormalizer} of a panel.
     *
     * @param gram Gram matrix of the panel, width × width
     * @param width number of columns of the panel
     * @param floor squared length up to which a column counts as zero
     * @return the transformation and its inverse
     */
    static Orthonormalizer orthonormalizer(double[] gram, int width, double floor) {
        double[] length = new double[width];
        double[] scaled = new double[width * width];
        for (int i = 0; i < width; i++) {
            length[i] = gram[i * width + i] > floor ? Math.sqrt(gram[i * width + i]) : 0;
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                double divisor = length[i] * length[j];
                scaled[i * width + j] = divisor > 0 ? gram[i * width + j] / divisor : 0;
            }
        }
        Eigen eigen = eigen(scaled, width);
        double[] transform = new double[width * width];
        double[] inverse = new double[width * width];
        boolean[] dead = new boolean[width];
        for (int k = 0; k < width; k++) {
            double value = eigen.values()[k];
            dead[k] = !(value > NOISE * eigen.values()[0]) || !(value > 0);
            if (dead[k]) {
                continue;
            }
            double root = Math.sqrt(value);
            for (int i = 0; i < width; i++) {
                double component = eigen.vectors()[k][i];
                transform[i * width + k] = length[i] > 0 ? component / (length[i] * root) : 0;
                inverse[k * width + i] = component * length[i] * root;
            }
        }
        return new Orthonormalizer(transform, inverse, dead);
    }

    /**
     * Multiplies two square matrices.
     *
     * @param left n × n, row-major
     * @param right n × n, row-major
     * @param n number of rows
     * @return n × n, row-major
     */
    static double[] multiply(double[] left, double[] right, int n) {
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = left[i * n + k];
                for (int j = 0; j < n; j++) {
                    product[i * n + j] += factor * right[k * n + j];
                }
            }
        }
        return product;
    }
}
