package org.wvtoolkit.tuning;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Gaussian process regression (Rasmussen and Williams 2006, chapters 2, 4 and 5). The covariance is
 * a Matérn kernel of order 5/2 with one length scale per dimension, plus noise. Length scales,
 * variance and noise maximize the posterior, with priors that keep them in a plausible range when
 * there are few observations.
 *
 * <p>Immutable. With n observations, construction takes O(n³) time for each of some hundred steps,
 * and a prediction O(n²).
 */
final class GaussianProcess {
    /**
     * Logarithms of the prior medians of length scale, variance and noise, and their standard
     * deviations.
     */
    private static final double LENGTH = Math.log(0.25);

    private static final double LENGTH_SPREAD = 0.5;
    private static final double VARIANCE_SPREAD = 1;
    private static final double NOISE = Math.log(1e-4);
    private static final double NOISE_SPREAD = 2.5;
    private static final double MIN_STEP = 0.05;
    private static final double MIN_NOISE = 1e-8;
    private static final double SQRT5 = Math.sqrt(5);

    private final double[][] points;
    private final double[] parameters;
    private final double[][] factor;
    private final double[] weights;

    /** Predicted distribution of the function at a point. */
    record Prediction(double mean, double deviation) {}

    /**
     * Fits a process.
     *
     * @param points n points of d values
     * @param values n values with mean 0 and variance about 1
     */
    GaussianProcess(double[][] points, double[] values) {
        this.points = points;
        int d = points[0].length;
        double[] best = new double[0];
        double bestLoss = Double.POSITIVE_INFINITY;
        for (double start : new double[] {LENGTH, LENGTH - 1, LENGTH + 1}) {
            double[] candidate = new double[d + 2];
            Arrays.fill(candidate, 0, d, start);
            candidate[d + 1] = NOISE;
            double loss = descend(candidate, values);
            if (best.length == 0 || loss < bestLoss) {
                bestLoss = loss;
                best = candidate;
            }
        }
        parameters = best;
        factor = cholesky(best);
        weights = solve(values);
    }

    /** Minimizes the loss by coordinate descent with decreasing steps; modifies the argument. */
    private double descend(double[] candidate, double[] values) {
        double loss = loss(candidate, values);
        for (double step = 1; step > MIN_STEP; ) {
            boolean better = false;
            for (int i = 0; i < candidate.length; i++) {
                for (double move : new double[] {step, -step}) {
                    candidate[i] += move;
                    double moved = loss(candidate, values);
                    if (moved < loss) {
                        loss = moved;
                        better = true;
                        break;
                    }
                    candidate[i] -= move;
                }
            }
            step = better ? step : step / 2;
        }
        return loss;
    }

    /** Computes the negative log posterior of the parameters without constants. */
    private double loss(double[] theta, double[] values) {
        int d = theta.length - 2;
        double[][] lower = cholesky(theta);
        if (lower.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double loss = 0;
        double[] z = forward(lower, values);
        for (int i = 0; i < values.length; i++) {
            loss += 0.5 * z[i] * z[i] + Math.log(lower[i][i]);
        }
        for (int i = 0; i < d; i++) {
            loss += square((theta[i] - LENGTH) / LENGTH_SPREAD) / 2;
        }
        return loss + square(theta[d] / VARIANCE_SPREAD) / 2 + square((theta[d + 1] - NOISE) / NOISE_SPREAD) / 2;
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * Computes the lower Cholesky factor of the covariance; empty if the matrix is not positive
     * definite because of rounding.
     */
    private double[][] cholesky(double[] theta) {
        int n = points.length;
        int d = theta.length - 2;
        DMatrixRMaj covariance = new DMatrixRMaj(n, n);
        double noise = MIN_NOISE + Math.exp(theta[d + 1]);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double value = kernel(theta, points[i], points[j]) + (i == j ? noise : 0);
                covariance.set(i, j, value);
                covariance.set(j, i, value);
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.chol(n, true);
        if (!decomposition.decompose(covariance)) {
            return new double[0][];
        }
        DMatrixRMaj lower = decomposition.getT(null);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                rows[i][j] = lower.get(i, j);
            }
        }
        return rows;
    }

    /** Computes the Matérn kernel of order 5/2: σ² (1 + √5 r + 5/3 r²) exp(−√5 r). */
    private static double kernel(double[] theta, double[] a, double[] b) {
        int d = theta.length - 2;
        double squares = 0;
        for (int i = 0; i < d; i++) {
            squares += square((a[i] - b[i]) / Math.exp(theta[i]));
        }
        double r = SQRT5 * Math.sqrt(squares);
        return Math.exp(theta[d]) * (1 + r + r * r / 3) * Math.exp(-r);
    }

    private static double[] forward(double[][] lower, double[] right) {
        double[] z = new double[right.length];
        for (int i = 0; i < z.length; i++) {
            double sum = right[i];
            for (int j = 0; j < i; j++) {
                sum -= lower[i][j] * z[j];
            }
            z[i] = sum / lower[i][i];
        }
        return z;
    }

    private double[] solve(double[] values) {
        double[] z = forward(factor, values);
        double[] weights = new double[z.length];
        for (int i = z.length - 1; i >= 0; i--) {
            double sum = z[i];
            for (int j = i + 1; j < z.length; j++) {
                sum -= factor[j][i] * weights[j];
            }
            weights[i] = sum / factor[i][i];
        }
        return weights;
    }

    /** Predicts the function at a point, without the noise of an observation. */
    Prediction predict(double[] point) {
        double[] k = new double[points.length];
        double mean = 0;
        for (int i = 0; i < k.length; i++) {
            k[i] = kernel(parameters, point, points[i]);
            mean += k[i] * weights[i];
        }
        double variance = kernel(parameters, point, point);
        for (double z : forward(factor, k)) {
            variance -= z * z;
        }
        return new Prediction(mean, Math.sqrt(Math.max(variance, 0)));
    }
}
