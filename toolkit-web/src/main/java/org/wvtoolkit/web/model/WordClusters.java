package org.wvtoolkit.web.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.wvtoolkit.clustering.SphericalKMeans;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Clusters of a model's words by {@link SphericalKMeans}, with the words that name each cluster. The
 * centroids are fitted to the most frequent words; then every word is assigned. Deterministic: equal
 * rows give equal clusters.
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
     * @param rows [count, dimension], each of unit length or zero, most frequent word first; rows
     *     of zeros are assigned to the first cluster
     * @param dimension number of values per row, at least 1
     * @param count number of clusters, at least 1; at most the number of rows that are not zero is
     *     used
     * @return the clustering; without rows, no cluster
     * @throws UncheckedIOException if the thread is interrupted
     */
    public static Clustering of(float[] rows, int dimension, int count) {
        int words = rows.length / dimension;
        int fitted = Math.min(words, MAX_FITTED);
        int k = Math.min(count, directed(rows, dimension, fitted));
        int[] assignment = new int[words];
        float[] scores = new float[words];
        if (k == 0) {
            return named(assignment, scores, 1);
        }
        try {
            var found = new SphericalKMeans(k, MAX_ITERATIONS, SEED)
                    .run(rows, dimension, fitted, Runtime.getRuntime().availableProcessors(), ProgressListener.NONE);
            for (int row = 0; row < words; row++) {
                assignment[row] = Math.max(0, found.cluster(row));
                scores[row] = found.cosine(row);
            }
        } catch (IOException interrupted) {
            throw new UncheckedIOException(interrupted);
        }
        return named(assignment, scores, k);
    }

    /** Returns the number of the first rows that are not zero. */
    private static int directed(float[] rows, int dimension, int fitted) {
        int known = 0;
        for (int row = 0; row < fitted; row++) {
            int k = row * dimension;
            while (k < (row + 1) * dimension && rows[k] == 0) {
                k++;
            }
            known += k < (row + 1) * dimension ? 1 : 0;
        }
        return known;
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
