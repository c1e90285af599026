package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ initialization (Arthur and
 * Vassilvitskii 2007). The centroids are fitted to the most frequent words; then every word is
 * assigned. Deterministic: equal rows give equal clusters.
 *
 * <p>Not part of the public API.
 */
public final class WordClusters {
    private static final int MAX_FITTED = 20_000;
    private static final int MAX_ITERATIONS = 25;
    private static final int CENTRAL_WORDS = 10;

    /**
     * Divisor of the cluster size: the names of a cluster are chosen from the most frequent 1/20 of
     * its members.
     */
    private static final int NAMING_SHARE = 20;

    private static final long SEED = 1;

    private WordClusters() {}

    /**
     * A cluster.
     *
     * @param size number of words
     * @param central ids of the frequent words nearest to the centroid, nearest first
     */
    public record Cluster(int size, List<Integer> central) {
        /** Copies the list. */
        public Cluster {
            central = List.copyOf(central);
        }
    }

    /**
     * A clustering.
     *
     * @param clusters clusters by descending size
     * @param assignment for each row, the index of its cluster
     */
    @SuppressWarnings("ArrayRecordComponent") // large, never compared
    public record Clustering(List<Cluster> clusters, int[] assignment) {
        /** Copies the list. */
        public Clustering {
            clusters = List.copyOf(clusters);
        }
    }

    /**
     * Clusters rows.
     *
     * @param rows unit vectors of equal length, most frequent word first; rows of zeros are
     *     assigned to the first cluster
     * @param count number of clusters, at least 1; at most the number of rows is used
     * @return the clustering
     */
    public static Clustering of(float[][] rows, int count) {
        int k = Math.clamp(count, 1, Math.max(1, rows.length));
        int fitted = Math.min(rows.length, MAX_FITTED);
        float[][] centroids = start(rows, fitted, k);
        int[] assignment = new int[rows.length];
        float[] scores = new float[rows.length];
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            boolean moved = assign(rows, fitted, centroids, assignment, scores);
            if (!moved && iteration > 0) {
                break;
            }
            update(rows, fitted, assignment, centroids);
        }
        assign(rows, rows.length, centroids, assignment, scores);
        return named(assignment, scores, k);
    }

    private static float[][] start(float[][] rows, int fitted, int k) {
        SplittableRandom random = new SplittableRandom(SEED);
        float[][] centroids = new float[k][];
        double[] distances = new double[fitted];
        Arrays.fill(distances, 1);
        for (int c = 0; c < k; c++) {
            double target = random.nextDouble() * Arrays.stream(distances).sum();
            int chosen = 0;
            while (chosen < fitted - 1 && (target -= distances[chosen]) > 0) {
                chosen++;
            }
            centroids[c] = rows[chosen].clone();
            for (int row = 0; row < fitted; row++) {
                double distance = Math.max(0, 1 - dot(rows[row], centroids[c]));
                distances[row] = c == 0 ? distance : Math.min(distances[row], distance);
            }
        }
        return centroids;
    }

    private static boolean assign(float[][] rows, int count, float[][] centroids, int[] assignment, float[] scores) {
        return IntStream.range(0, count)
                        .parallel()
                        .map(row -> {
                            int best = 0;
                            float most = Float.NEGATIVE_INFINITY;
                            for (int c = 0; c < centroids.length; c++) {
                                float score = dot(rows[row], centroids[c]);
                                if (score > most) {
                                    most = score;
                                    best = c;
                                }
                            }
                            scores[row] = most;
                            int before = assignment[row];
                            assignment[row] = best;
                            return before == best ? 0 : 1;
                        })
                        .sum()
                > 0;
    }

    private static void update(float[][] rows, int fitted, int[] assignment, float[][] centroids) {
        double[][] sums = new double[centroids.length][rows[0].length];
        for (int row = 0; row < fitted; row++) {
            double[] sum = sums[assignment[row]];
            for (int j = 0; j < sum.length; j++) {
                sum[j] += rows[row][j];
            }
        }
        for (int c = 0; c < centroids.length; c++) {
            double length =
                    Math.sqrt(Arrays.stream(sums[c]).map(value -> value * value).sum());
            // An empty cluster keeps its centroid.
            for (int j = 0; j < sums[c].length && length > 0; j++) {
                centroids[c][j] = (float) (sums[c][j] / length);
            }
        }
    }

    /** Computes a dot product in four sums; the additions of a single sum would wait for each other. */
    private static float dot(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int j = 0;
        for (; j + 3 < one.length; j += 4) {
            a += one[j] * other[j];
            b += one[j + 1] * other[j + 1];
            c += one[j + 2] * other[j + 2];
            d += one[j + 3] * other[j + 3];
        }
        for (; j < one.length; j++) {
            a += one[j] * other[j];
        }
        return a + b + (c + d);
    }

    private static Clustering named(int[] assignment, float[] scores, int k) {
        List<List<Integer>> members = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            members.add(new ArrayList<>());
        }
        for (int row = 0; row < assignment.length; row++) {
            members.get(assignment[row]).add(row);
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, k)
                .filter(c -> !members.get(c).isEmpty())
                .boxed()
                .toList());
        order.sort(Comparator.comparingInt(c -> -members.get(c).size()));
        int[] renamed = new int[k];
        List<Cluster> clusters = new ArrayList<>();
        for (int c : order) {
            renamed[c] = clusters.size();
            // Members are in order of frequency. Rare words are often the most central, but
            // describe a cluster badly.
            int named = Math.max(CENTRAL_WORDS, members.get(c).size() / NAMING_SHARE);
            List<Integer> central = members.get(c).stream()
                    .limit(named)
                    .sorted(Comparator.comparingDouble(row -> -scores[row]))
                    .limit(CENTRAL_WORDS)
                    .toList();
            clusters.add(new Cluster(members.get(c).size(), central));
        }
        return new Clustering(
                clusters, Arrays.stream(assignment).map(c -> renamed[c]).toArray());
    }
}
