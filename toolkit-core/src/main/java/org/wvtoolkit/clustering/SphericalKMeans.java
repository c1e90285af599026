package org.wvtoolkit.clustering;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.linalg.RowProducts;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;

/**
 * Spherical k-means (Dhillon and Modha 2001): each word is assigned to the centroid with the
 * highest cosine, and each centroid is the normalized sum of the unit vectors of its words. Initial
 * centroids are chosen by k-means++ (Arthur and Vassilvitskii 2007): the probability of a word is
 * proportional to 1 − cosine, which is half the squared distance between unit vectors.
 *
 * <p>The initialization and each iteration take V·k·d multiplications. The result does not depend
 * on the number of threads.
 */
public final class SphericalKMeans {
    /** Number of parts of the words; threads take one part after the other. */
    private static final int PARTS = 32;

    private final int clusters;
    private final int iterations;
    private final long seed;

    /**
     * Creates an instance with the given settings.
     *
     * @param clusters number of clusters (k), at least 1
     * @param iterations maximum number of iterations, at least 1
     * @param seed seed of the initialization
     */
    public SphericalKMeans(int clusters, int iterations, long seed) {
        if (clusters < 1) {
            throw new InvalidOptionException("clusters", clusters, "must be at least 1");
        }
        if (iterations < 1) {
            throw new InvalidOptionException("iterations", iterations, "must be at least 1");
        }
        this.clusters = clusters;
        this.iterations = iterations;
        this.seed = seed;
    }

    /**
     * Clusters words.
     *
     * @param embeddings the vectors; not closed
     * @param words number of most frequent words to cluster, at least 1; limited to the size of the
     *     vocabulary
     * @param threads maximum number of threads, at least 1
     * @param progress receives the number of iterations
     * @return the clusters
     * @throws IllegalArgumentException if {@code words} or {@code threads} is less than 1
     * @throws UnsuitableInputException if the number of words with a non-zero vector is less than
     *     the number of clusters
     * @throws IOException if the thread is interrupted
     */
    public Clustering run(DenseEmbeddings embeddings, int words, int threads, ProgressListener progress)
            throws IOException {
        Workers.requireThreads(threads);
        if (words < 1) {
            throw new InvalidOptionException("words", words, "must be at least 1");
        }
        int count = Math.min(words, embeddings.vocabulary().size());
        int dimension = embeddings.dimension();
        if ((long) count * dimension > Integer.MAX_VALUE - 16) {
            throw new UnsuitableInputException(count + " words of dimension " + dimension
                    + " are too many to cluster at once; cluster the most frequent ones");
        }
        return run(unitRows(embeddings, count), dimension, count, threads, progress);
    }

    /**
     * Clusters unit vectors. The centroids are fitted to the first rows, and then every row is
     * assigned to the cluster of the nearest centroid.
     *
     * @param rows [count, dimension], each of unit length or zero; not modified
     * @param dimension number of values per row, at least 1
     * @param fitted number of first rows that the centroids are fitted to, at most the number of
     *     rows
     * @param threads maximum number of threads, at least 1
     * @param progress receives the number of iterations
     * @return the clusters of all rows
     * @throws IllegalArgumentException if a number is out of range
     * @throws UnsuitableInputException if the number of fitted rows that are not zero is less than
     *     the number of clusters
     * @throws IOException if the thread is interrupted
     */
    public Clustering run(float[] rows, int dimension, int fitted, int threads, ProgressListener progress)
            throws IOException {
        Workers.requireThreads(threads);
        if (dimension < 1 || rows.length % dimension != 0 || fitted < 0 || fitted > rows.length / dimension) {
            throw new IllegalArgumentException("invalid sizes: " + rows.length + " values, dimension " + dimension
                    + ", " + fitted + " fitted rows");
        }
        Points points = new Points(rows, directed(rows, dimension), dimension);
        int known = 0;
        for (int id = 0; id < fitted; id++) {
            known += points.directed[id] ? 1 : 0;
        }
        if (known < clusters) {
            throw new UnsuitableInputException(
                    known + " words with a vector cannot form " + clusters + " clusters; use fewer clusters");
        }
        progress.stage("clustering", ProgressListener.Unit.ITERATIONS, iterations);
        float[] centroids = start(points, fitted, threads);
        int[] assigned = new int[points.directed.length];
        Arrays.fill(assigned, -1);
        float[] cosines = new float[assigned.length];
        int done = 0;
        boolean moved = true;
        while (moved && done < iterations) {
            moved = assign(points, fitted, centroids, assigned, cosines, threads) > 0;
            if (moved) {
                update(points, fitted, assigned, cosines, centroids, threads);
            }
            progress.advanced(++done, "");
        }
        // Assign the rows that were not fitted, and compute the cosines to the final centroids.
        assign(points, assigned.length, centroids, assigned, cosines, threads);
        return new Clustering(clusters, assigned, cosines, done);
    }

    /**
     * The vectors to be clustered.
     *
     * @param rows [count, dimension], of unit length
     * @param directed whether each vector has a direction, that is, is not zero
     */
    @SuppressWarnings("ArrayRecordComponent") // passed between methods
    private record Points(float[] rows, boolean[] directed, int dimension) {}

    private static float[] unitRows(DenseEmbeddings embeddings, int count) {
        int dimension = embeddings.dimension();
        float[] rows = new float[count * dimension];
        for (int id = 0; id < count; id++) {
            float norm = embeddings.copyVector(id, rows, id * dimension);
            for (int k = id * dimension; norm > 0 && k < (id + 1) * dimension; k++) {
                rows[k] /= norm;
            }
        }
        return rows;
    }

    private static boolean[] directed(float[] rows, int dimension) {
        boolean[] directed = new boolean[rows.length / dimension];
        for (int id = 0; id < directed.length; id++) {
            double squares = 0;
            for (int k = id * dimension; k < (id + 1) * dimension; k++) {
                squares += (double) rows[k] * rows[k];
            }
            directed[id] = squares > 0;
        }
        return directed;
    }

    private static int bound(int count, int part) {
        return (int) ((long) count * part / PARTS);
    }

    private float[] start(Points points, int count, int threads) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        float[] rows = points.rows;
        int dimension = points.dimension;
        float[] centroids = new float[clusters * dimension];
        double[] distance = new double[count];
        for (int id = 0; id < count; id++) {
            distance[id] = points.directed[id] ? 2 : 0;
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            int chosen = draw(distance, random);
            System.arraycopy(rows, chosen * dimension, centroids, cluster * dimension, dimension);
            int at = cluster * dimension;
            Workers.run(threads, PARTS, part -> {
                for (int id = bound(count, part); id < bound(count, part + 1); id++) {
                    if (distance[id] > 0) {
                        double cosine = 0;
                        for (int k = 0; k < dimension; k++) {
                            cosine += rows[id * dimension + k] * centroids[at + k];
                        }
                        distance[id] = Math.min(distance[id], Math.max(0, 1 - cosine));
                    }
                }
            });
            distance[chosen] = 0;
        }
        return centroids;
    }

    /**
     * Draws a word with a probability proportional to its distance. If all distances are 0, there
     * are fewer distinct vectors than clusters, and any word is suitable.
     */
    private static int draw(double[] distance, SplittableRandom random) {
        double sum = 0;
        for (double value : distance) {
            sum += value;
        }
        double wanted = random.nextDouble() * sum;
        int last = 0;
        for (int id = 0; id < distance.length; id++) {
            if (distance[id] > 0) {
                last = id;
                wanted -= distance[id];
                if (wanted < 0) {
                    return id;
                }
            }
        }
        return last;
    }

    /**
     * Assigns each of the first words with a direction to its cluster. Returns the number of words
     * whose cluster changed.
     */
    private int assign(Points points, int count, float[] centroids, int[] assigned, float[] cosines, int threads)
            throws IOException {
        RowProducts products = new RowProducts(centroids, clusters, points.dimension);
        AtomicInteger moved = new AtomicInteger();
        Workers.run(threads, PARTS, part -> {
            float[] scores = new float[clusters];
            int changed = 0;
            for (int id = bound(count, part); id < bound(count, part + 1); id++) {
                if (!points.directed[id]) {
                    continue;
                }
                products.multiply(points.rows, id * points.dimension, scores);
                int best = 0;
                for (int cluster = 1; cluster < clusters; cluster++) {
                    best = scores[cluster] > scores[best] ? cluster : best;
                }
                changed += best == assigned[id] ? 0 : 1;
                assigned[id] = best;
                cosines[id] = scores[best];
            }
            moved.addAndGet(changed);
        });
        return moved.get();
    }

    /**
     * Computes the centroids. Each is summed by one thread in the order of its words, so the result
     * does not depend on the number of threads. An empty cluster restarts at the word with the
     * lowest cosine to its centroid.
     */
    private void update(Points points, int count, int[] assigned, float[] cosines, float[] centroids, int threads)
            throws IOException {
        int dimension = points.dimension;
        int[] starts = starts(assigned, count);
        int[] members = members(assigned, count, starts);
        Workers.run(threads, clusters, cluster -> {
            double[] sum = new double[dimension];
            for (int at = starts[cluster]; at < starts[cluster + 1]; at++) {
                int from = members[at] * dimension;
                for (int k = 0; k < dimension; k++) {
                    sum[k] += points.rows[from + k];
                }
            }
            double squares = 0;
            for (double value : sum) {
                squares += value * value;
            }
            for (int k = 0; squares > 0 && k < dimension; k++) {
                centroids[cluster * dimension + k] = (float) (sum[k] / Math.sqrt(squares));
            }
        });
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (starts[cluster] == starts[cluster + 1]) {
                int far = farthest(assigned, cosines, count);
                cosines[far] = 2;
                System.arraycopy(points.rows, far * dimension, centroids, cluster * dimension, dimension);
            }
        }
    }

    /** Returns the index of each cluster's first word in the words sorted by cluster, and the number of words. */
    private int[] starts(int[] assigned, int count) {
        int[] starts = new int[clusters + 1];
        for (int id = 0; id < count; id++) {
            if (assigned[id] >= 0) {
                starts[assigned[id] + 1]++;
            }
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            starts[cluster + 1] += starts[cluster];
        }
        return starts;
    }

    /** Returns the words sorted by cluster, in ascending order within each. */
    private int[] members(int[] assigned, int count, int[] starts) {
        int[] members = new int[starts[clusters]];
        int[] next = starts.clone();
        for (int id = 0; id < count; id++) {
            if (assigned[id] >= 0) {
                members[next[assigned[id]]++] = id;
            }
        }
        return members;
    }

    private static int farthest(int[] assigned, float[] cosines, int count) {
        int far = -1;
        for (int id = 0; id < count; id++) {
            if (assigned[id] >= 0 && (far < 0 || cosines[id] < cosines[far])) {
                far = id;
            }
        }
        return far;
    }
}
