package org.wvtoolkit.evaluation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    @DisplayName("Values equal those of SciPy")
    void sameAsScipy() {
        // scipy.stats.spearmanr and pearsonr, 1.10
        double[] x = {1, 2, 2, 3, 5, 8};
        double[] y = {2.5, 1, 4, 4, 4, 9};
        Correlation correlation = new Correlation(x, y);
        assertEquals(0.8008534, correlation.spearman(ones(6)), 1e-6);
        assertEquals(0.8829141, correlation.pearson(ones(6)), 1e-6);
    }

    @Test
    @DisplayName("A weight repeats its pair")
    void weights() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int n = 3 + random.nextInt(20);
            double[] x = random.ints(n, 0, 6).asDoubleStream().toArray();
            double[] y = random.doubles(n).toArray();
            int[] weights = random.ints(n, 0, 4).toArray();
            int total = Arrays.stream(weights).sum();
            double[] longX = new double[total];
            double[] longY = new double[total];
            int at = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < weights[i]; j++) {
                    longX[at] = x[i];
                    longY[at++] = y[i];
                }
            }
            Correlation repeated = new Correlation(longX, longY);
            Correlation weighted = new Correlation(x, y);
            assertEquals(repeated.pearson(ones(total)), weighted.pearson(weights), 1e-12);
            assertEquals(repeated.spearman(ones(total)), weighted.spearman(weights), 1e-12);
            assertEquals(bruteForce(longX, longY), weighted.spearman(weights), 1e-12);
        }
    }

    /** Computes ranks by counting smaller and equal values. */
    private static double bruteForce(double[] x, double[] y) {
        return new Correlation(ranks(x), ranks(y)).pearson(ones(x.length));
    }

    private static double[] ranks(double[] values) {
        return Arrays.stream(values)
                .map(value -> Arrays.stream(values)
                                .filter(other -> other < value)
                                .count()
                        + (Arrays.stream(values).filter(other -> other == value).count() + 1) / 2.0)
                .toArray();
    }

    @Test
    @DisplayName("Constant values have no correlation")
    void constantValues() {
        double[] equal = {0.1, 0.1, 0.1, 0.1};
        Correlation correlation = new Correlation(equal, new double[] {1, 2, 3, 4});
        assertTrue(Double.isNaN(correlation.spearman(ones(4))));
        assertTrue(Double.isNaN(correlation.pearson(ones(4))));
        assertTrue(Double.isNaN(correlation.spearman(new int[4])));
    }

    @Test
    @DisplayName("A monotone change does not affect ranks")
    void monotoneChange() {
        double[] x = new Random(1).doubles(100).toArray();
        double[] y = Arrays.stream(x).map(Math::exp).toArray();
        assertEquals(1, new Correlation(x, y).spearman(ones(100)), 1e-12);
    }
}
