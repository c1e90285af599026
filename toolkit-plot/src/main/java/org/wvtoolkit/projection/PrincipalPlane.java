package org.wvtoolkit.projection;

import java.io.IOException;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.wvtoolkit.progress.Workers;

/**
 * Projection to the two directions of largest variance (Pearson 1901), computed from the
 * eigenvectors of the covariance matrix.
 *
 * <p>Cost: rows · columns² / 2 multiplications. For more than {@value #WIDE} columns, a sample of
 * at most {@value #MAX_FITTED} rows determines the directions. Sums have a fixed order, so the
 * result does not depend on the number of threads.
 */
public final class PrincipalPlane {
    /** Number of rows in a block that is summed separately. */
    private static final int BLOCK = 4096;

    /** Number of columns above which a sample of the rows determines the directions. */
    static final int WIDE = 512;

    /** Maximum number of rows in the sample. */
    static final int MAX_FITTED = 10_000;

    private PrincipalPlane() {}

    /**
     * Projects rows.
     *
     * @param rows vectors
     * @param threads maximum number of threads, at least 1
     * @return one point per row
     * @throws IOException if the thread is interrupted
     */
    public static PlanePoints project(RowSource rows, int threads) throws IOException {
        int columns = rows.columns();
        int step = columns > WIDE ? Math.max(1, rows.rows() / MAX_FITTED) : 1;
        int fitted = rows.rows() == 0 ? 0 : (rows.rows() - 1) / step + 1;
        int blocks = (fitted + BLOCK - 1) / BLOCK;
        double[][] sums = new double[blocks][];
        double[][] products = new double[blocks][];
        Workers.run(threads, blocks, block -> {
            double[] sum = new double[columns];
            double[] product = new double[columns * columns];
            addBlock(rows, step, block * BLOCK, Math.min(fitted, (block + 1) * BLOCK), sum, product);
            sums[block] = sum;
            products[block] = product;
        });
        double[] mean = total(sums, columns);
        double[] product = total(products, columns * columns);
        for (int i = 0; i < columns; i++) {
            mean[i] /= Math.max(1, fitted);
        }
        DMatrixRMaj covariance = new DMatrixRMaj(columns, columns);
        double trace = 0;
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                double value = product[i * columns + j] - fitted * mean[i] * mean[j];
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
            trace += covariance.get(i, i);
        }
        double[][] axes = new double[2][columns];
        double shown = axes(covariance, axes);
        return project(rows, mean, axes, trace > 0 ? Math.clamp(shown / trace, 0, 1) : 1);
    }

    private static void addBlock(RowSource rows, int step, int from, int to, double[] sum, double[] product) {
        int columns = sum.length;
        float[] row = new float[columns];
        for (int r = from; r < to; r++) {
            rows.copy(r * step, row);
            for (int i = 0; i < columns; i++) {
                double value = row[i];
                sum[i] += value;
                int at = i * columns;
                for (int j = 0; j <= i; j++) {
                    product[at + j] += value * row[j];
                }
            }
        }
    }

    private static double[] total(double[][] parts, int length) {
        double[] total = new double[length];
        for (double[] part : parts) {
            for (int i = 0; i < length; i++) {
                total[i] += part[i];
            }
        }
        return total;
    }

    /** Stores up to two axes in {@code axes}; returns the sum of their eigenvalues. */
    private static double axes(DMatrixRMaj covariance, double[][] axes) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(covariance.numRows, true, true);
        if (!eigen.decompose(covariance)) {
            throw new ArithmeticException("the eigenvalue decomposition did not converge");
        }
        double shown = 0;
        boolean[] taken = new boolean[eigen.getNumberOfEigenvalues()];
        for (int axis = 0; axis < Math.min(2, taken.length); axis++) {
            int best = -1;
            for (int i = 0; i < taken.length; i++) {
                if (!taken[i] && (best < 0 || value(eigen, i) > value(eigen, best))) {
                    best = i;
                }
            }
            taken[best] = true;
            shown += Math.max(0, value(eigen, best));
            DMatrixRMaj vector = eigen.getEigenVector(best);
            // The sign of an eigenvector is arbitrary; the largest component is made positive.
            double largest = 0;
            for (int j = 0; j < axes[axis].length; j++) {
                largest = Math.abs(vector.get(j)) > Math.abs(largest) ? vector.get(j) : largest;
            }
            for (int j = 0; j < axes[axis].length; j++) {
                axes[axis][j] = largest < 0 ? -vector.get(j) : vector.get(j);
            }
        }
        return shown;
    }

    private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
        Complex_F64 value = eigen.getEigenvalue(index);
        return value.getReal();
    }

    private static PlanePoints project(RowSource rows, double[] mean, double[][] axes, double explained) {
        float[] x = new float[rows.rows()];
        float[] y = new float[rows.rows()];
        float[] row = new float[mean.length];
        for (int r = 0; r < x.length; r++) {
            rows.copy(r, row);
            double across = 0;
            double up = 0;
            for (int j = 0; j < row.length; j++) {
                across += (row[j] - mean[j]) * axes[0][j];
                up += (row[j] - mean[j]) * axes[1][j];
            }
            x[r] = (float) across;
            y[r] = (float) up;
        }
        return new PlanePoints(x, y, explained);
    }
}
