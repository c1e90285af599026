package org.wvtoolkit.projection;

import java.util.Arrays;

/**
 * Fuzzy neighbourhood graph of UMAP (McInnes, Healy and Melville 2018, section 3.1): membership
 * strengths of each point and its neighbours, made symmetric by the probabilistic union a + b − a ·
 * b.
 *
 * @param heads first point of each edge; each edge occurs in both directions, sorted by head, then
 *     tail
 * @param tails second point of each edge
 * @param weights membership strength of each edge, above 0, at most 1
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
record FuzzyGraph(int[] heads, int[] tails, float[] weights) {
    /** Number of bisection steps in the search for a bandwidth. */
    private static final int STEPS = 64;

    /** Minimum bandwidth relative to the mean distance. */
    private static final double MIN_BANDWIDTH = 1e-3;

    static FuzzyGraph of(NearestNeighbours neighbours) {
        int points = neighbours.points();
        int k = neighbours.count();
        float[] strengths = strengths(neighbours);
        long[] keys = new long[neighbours.ids().length];
        int used = 0;
        for (int point = 0; point < points; point++) {
            for (int at = point * k; at < (point + 1) * k; at++) {
                if (neighbours.ids()[at] >= 0 && strengths[at] > 0) {
                    keys[used++] = (long) point << 32 | at;
                }
            }
        }
        // Each edge is sorted by its two points, so that both directions of a pair are adjacent.
        long[] pairs = new long[used];
        float[] union = new float[used];
        int count = merge(neighbours, strengths, keys, used, pairs, union);
        return bothDirections(pairs, union, count);
    }

    /**
     * Computes exp(−(d − ρ) / σ), where ρ is the distance to the nearest neighbour and σ is chosen
     * so that the strengths sum to log₂(k + 1).
     */
    private static float[] strengths(NearestNeighbours neighbours) {
        int k = neighbours.count();
        float[] distances = neighbours.distances();
        float[] strengths = new float[distances.length];
        double mean = 0;
        for (float distance : distances) {
            mean += distance;
        }
        mean /= Math.max(1, distances.length);
        // The point itself, at distance 0, is one of the k + 1 points.
        double target = Math.log(k + 1.0) / Math.log(2) - 1;
        for (int from = 0; from < distances.length; from += k) {
            double rho = 0;
            for (int i = from; i < from + k && rho == 0; i++) {
                rho = distances[i] > 0 ? distances[i] : 0;
            }
            double low = 0;
            double high = Double.POSITIVE_INFINITY;
            double sigma = 1;
            for (int step = 0; step < STEPS; step++) {
                double sum = 0;
                for (int i = from; i < from + k; i++) {
                    sum += Math.exp(-Math.max(0, distances[i] - rho) / sigma);
                }
                if (Math.abs(sum - target) < 1e-5) {
                    break;
                }
                if (sum > target) {
                    high = sigma;
                } else {
                    low = sigma;
                }
                sigma = Double.isInfinite(high) ? sigma * 2 : (low + high) / 2;
            }
            sigma = Math.max(sigma, Math.max(MIN_BANDWIDTH * mean, Double.MIN_NORMAL));
            for (int i = from; i < from + k; i++) {
                strengths[i] = (float) Math.exp(-Math.max(0, distances[i] - rho) / sigma);
            }
        }
        return strengths;
    }

    private static int merge(
            NearestNeighbours neighbours, float[] strengths, long[] keys, int used, long[] pairs, float[] union) {
        // Pairs are sorted by their smaller, then their larger point, together with the positions
        // of their strengths.
        int[] ids = neighbours.ids();
        int[] order = new int[used];
        long[] sorted = new long[used];
        for (int i = 0; i < used; i++) {
            int point = (int) (keys[i] >>> 32);
            int other = ids[(int) keys[i]];
            sorted[i] = (long) Math.min(point, other) << 32 | Math.max(point, other);
        }
        Integer[] indices = new Integer[used];
        Arrays.setAll(indices, i -> i);
        Arrays.parallelSort(indices, (a, b) -> {
            int byPair = Long.compare(sorted[a], sorted[b]);
            return byPair != 0 ? byPair : Integer.compare(a, b);
        });
        Arrays.setAll(order, i -> indices[i]);
        int count = 0;
        for (int i = 0; i < used; i++) {
            float strength = strengths[(int) keys[order[i]]];
            long pair = sorted[order[i]];
            if (count > 0 && pairs[count - 1] == pair) {
                union[count - 1] = union[count - 1] + strength - union[count - 1] * strength;
            } else {
                pairs[count] = pair;
                union[count++] = strength;
            }
        }
        return count;
    }

    private static FuzzyGraph bothDirections(long[] pairs, float[] union, int count) {
        int points = 0;
        for (int i = 0; i < count; i++) {
            points = Math.max(points, (int) pairs[i] + 1);
        }
        int[] starts = new int[points + 1];
        for (int i = 0; i < count; i++) {
            starts[(int) (pairs[i] >>> 32) + 1]++;
            starts[(int) pairs[i] + 1]++;
        }
        for (int i = 0; i < points; i++) {
            starts[i + 1] += starts[i];
        }
        int[] heads = new int[2 * count];
        int[] tails = new int[2 * count];
        float[] weights = new float[2 * count];
        FuzzyGraph graph = new FuzzyGraph(heads, tails, weights);
        for (int i = 0; i < count; i++) {
            int one = (int) (pairs[i] >>> 32);
            int other = (int) pairs[i];
            graph.put(starts[one]++, one, other, union[i]);
            graph.put(starts[other]++, other, one, union[i]);
        }
        return graph;
    }

    private void put(int at, int head, int tail, float weight) {
        heads[at] = head;
        tails[at] = tail;
        weights[at] = weight;
    }
}
