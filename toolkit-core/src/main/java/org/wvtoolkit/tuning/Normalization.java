package org.wvtoolkit.tuning;

import java.util.Arrays;

/**
 * Normalization of costs for a Gaussian process: the power transformation of Yeo and Johnson (2000)
 * with maximum likelihood, scaled to mean 0 and variance 1. It reduces the influence of a few very
 * high costs, which would otherwise hide the differences between low ones.
 */
final class Normalization {
    private Normalization() {}

    /** Returns normalized values in the same order. */
    static double[] of(double[] values) {
        double[] scaled = standardised(values);
        double[] best = scaled;
        double bestLikelihood = Double.NEGATIVE_INFINITY;
        for (double power = -2; power <= 2.001; power += 0.25) {
            double[] transformed = new double[scaled.length];
            double jacobian = 0;
            for (int i = 0; i < scaled.length; i++) {
                transformed[i] = transform(scaled[i], power);
                jacobian += Math.signum(scaled[i]) * Math.log1p(Math.abs(scaled[i]));
            }
            double likelihood =
                    (power - 1) * jacobian - scaled.length / 2.0 * Math.log(Math.max(variance(transformed), 1e-12));
            if (likelihood > bestLikelihood) {
                bestLikelihood = likelihood;
                best = transformed;
            }
        }
        return standardised(best);
    }

    private static double transform(double x, double power) {
        if (x >= 0) {
            return Math.abs(power) < 1e-9 ? Math.log1p(x) : (Math.pow(1 + x, power) - 1) / power;
        }
        return Math.abs(power - 2) < 1e-9 ? -Math.log1p(-x) : -(Math.pow(1 - x, 2 - power) - 1) / (2 - power);
    }

    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(variance(values));
        return Arrays.stream(values)
                .map(value -> (value - mean) / (deviation > 0 ? deviation : 1))
                .toArray();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }
}
