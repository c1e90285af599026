package org.wvtoolkit.tuning;

import java.util.SplittableRandom;

/**
 * Latin hypercube sample: each of n equal slices of each dimension contains one point (McKay,
 * Beckman and Conover 1979).
 */
final class LatinHypercube {
    private LatinHypercube() {}

    /** Returns one of n points; equal n and seed give equal points. */
    static double[] point(int index, int n, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] point = new double[dimension];
        for (int side = 0; side < dimension; side++) {
            int[] slices = new int[n];
            for (int i = 0; i < n; i++) {
                int other = random.nextInt(i + 1);
                slices[i] = slices[other];
                slices[other] = i;
            }
            double[] within = random.doubles(n).toArray();
            point[side] = (slices[index] + within[index]) / n;
        }
        return point;
    }
}
