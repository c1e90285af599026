package org.wvtoolkit.evaluation.benchmark;

import java.util.Arrays;

/**
 * Weighted correlations of two lists of numbers, where a weight is the number of times that the
 * bootstrap drew a pair. Equal numbers have the mean of their ranks. Not thread-safe.
 */
public final class Correlation {
    /** Minimum number of pairs for a correlation. */
    public static final int MIN_ITEMS = 3;

    private final double[] x;
    private final double[] y;
    private final int[] orderOfX;
    private final int[] orderOfY;
    private final double[] ranksOfX;
    private final double[] ranksOfY;

    /**
     * Sorts two lists once for any number of weights.
     *
     * @param x finite numbers; not copied
     * @param y finite numbers, the same count
     */
    public Correlation(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        orderOfX = order(x);
        orderOfY = order(y);
        ranksOfX = new double[x.length];
        ranksOfY = new double[x.length];
    }

    /**
     * Sorts numbers together with their indices by merge sort; sorting with boxed comparators would
     * take most of the time.
     */
    private static int[] order(double[] values) {
        int n = values.length;
        int[] from = new int[n];
        Arrays.setAll(from, i -> i);
        int[] to = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long begin = 0; begin < n; begin += 2 * width) {
                int left = (int) begin;
                int middle = (int) Math.min(begin + width, n);
                int right = middle;
                int end = (int) Math.min(begin + 2 * width, n);
                for (int at = left; at < end; at++) {
                    boolean takeLeft = left < middle && (right >= end || values[from[left]] <= values[from[right]]);
                    to[at] = takeLeft ? from[left++] : from[right++];
                }
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    /**
     * Computes Pearson's correlation.
     *
     * @param weights one for each pair, at least 0
     * @return −1 to 1, or NaN if one of the lists is constant
     */
    public double pearson(int[] weights) {
        return pearson(x, y, weights);
    }

    /**
     * Computes Spearman's correlation: Pearson's correlation of the ranks.
     *
     * @param weights one for each pair, at least 0
     * @return −1 to 1, or NaN if one of the lists is constant
     */
    public double spearman(int[] weights) {
        rank(x, orderOfX, weights, ranksOfX);
        rank(y, orderOfY, weights, ranksOfY);
        return pearson(ranksOfX, ranksOfY, weights);
    }

    private static void rank(double[] values, int[] order, int[] weights, double[] ranks) {
        long before = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            long equal = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                equal += weights[order[to++]];
            }
            double rank = before + (equal + 1) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = rank;
            }
            before += equal;
            from = to;
        }
    }

    private static double pearson(double[] a, double[] b, int[] weights) {
        double total = 0;
        double sumA = 0;
        double sumB = 0;
        for (int i = 0; i < a.length; i++) {
            total += weights[i];
            sumA += weights[i] * a[i];
            sumB += weights[i] * b[i];
        }
        double meanA = sumA / total;
        double meanB = sumB / total;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            double fromA = a[i] - meanA;
            double fromB = b[i] - meanB;
            squaresA += weights[i] * fromA * fromA;
            squaresB += weights[i] * fromB * fromB;
            products += weights[i] * fromA * fromB;
        }
        // Equal numbers differ from their mean only by rounding errors.
        double leastA = 1e-24 * total * meanA * meanA;
        double leastB = 1e-24 * total * meanB * meanB;
        return squaresA > leastA && squaresB > leastB
                ? Math.clamp(products / Math.sqrt(squaresA * squaresB), -1, 1)
                : Double.NaN;
    }
}
