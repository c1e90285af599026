package org.wvtoolkit.tuning;

import java.util.SplittableRandom;

/** Points spread so that each of n equal slices of each side has one (McKay, Beckman and Conover 1979). */
final class LatinHypercube {
    private LatinHypercube() {}

    /** One of n points; the same n and seed give the same points. */
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
