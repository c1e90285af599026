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
    /**
     * Number of parts that are summed separately and then in order, independent of the number of
     * threads.
     */
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
        boolean[] directed = new boolean[count];
        int known = 0;
        for (int id = 0; id < count; id++) {
            directed[id] = embeddings.norm(id) > 0;
            known += directed[id] ? 1 : 0;
        }
        if (known < clusters) {
            throw new UnsuitableInputException(
                    known + " words with a vector cannot form " + clusters + " clusters; use fewer clusters");
        }
        progress.stage("clustering", ProgressListener.Unit.ITERATIONS, iterations);
        Points points = new Points(unitRows(embeddings, count), directed, dimension);
        float[] centroids = start(points.rows, directed, dimension, threads);
        int[] assigned = new int[count];
        Arrays.fill(assigned, -1);
        float[] cosines = new float[count];
        int done = 0;
        boolean moved = true;
        while (moved && done < iterations) {
            moved = assign(points, centroids, assigned, cosines, threads) > 0;
            if (moved) {
                update(points.rows, dimension, assigned, cosines, centroids, threads);
            }
            progress.advanced(++done, "");
        }
        // Compute the cosines to the final centroids.
        assign(points, centroids, assigned, cosines, threads);
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

    private static int bound(int count, int part) {
        return (int) ((long) count * part / PARTS);
    }

    private float[] start(float[] rows, boolean[] directed, int dimension, int threads) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int count = directed.length;
        float[] centroids = new float[clusters * dimension];
        double[] distance = new double[count];
        for (int id = 0; id < count; id++) {
            distance[id] = directed[id] ? 2 : 0;
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

    /** Assigns every word with a direction to its cluster. Returns the number of words whose cluster changed. */
    private int assign(Points points, float[] centroids, int[] assigned, float[] cosines, int threads)
            throws IOException {
        RowProducts products = new RowProducts(centroids, clusters, points.dimension);
        AtomicInteger moved = new AtomicInteger();
        Workers.run(threads, PARTS, part -> {
            float[] scores = new float[clusters];
            int changed = 0;
            for (int id = bound(assigned.length, part); id < bound(assigned.length, part + 1); id++) {
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
     * Computes the centroids. An empty cluster restarts at the word with the lowest cosine to its
     * centroid.
     */
    private void update(float[] rows, int dimension, int[] assigned, float[] cosines, float[] centroids, int threads)
            throws IOException {
        double[][] sums = new double[PARTS][];
        int[] sizes = new int[clusters];
        Workers.run(threads, PARTS, part -> {
            double[] sum = new double[clusters * dimension];
            for (int id = bound(assigned.length, part); id < bound(assigned.length, part + 1); id++) {
                for (int k = 0; assigned[id] >= 0 && k < dimension; k++) {
                    sum[assigned[id] * dimension + k] += rows[id * dimension + k];
                }
            }
            sums[part] = sum;
        });
        for (int cluster : assigned) {
            if (cluster >= 0) {
                sizes[cluster]++;
            }
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            int from = cluster * dimension;
            if (sizes[cluster] == 0) {
                int far = farthest(assigned, cosines);
                cosines[far] = 2;
                System.arraycopy(rows, far * dimension, centroids, from, dimension);
                continue;
            }
            double squares = 0;
            double[] sum = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                for (double[] part : sums) {
                    sum[k] += part[from + k];
                }
                squares += sum[k] * sum[k];
            }
            for (int k = 0; squares > 0 && k < dimension; k++) {
                centroids[from + k] = (float) (sum[k] / Math.sqrt(squares));
            }
        }
    }

    private static int farthest(int[] assigned, float[] cosines) {
        int far = -1;
        for (int id = 0; id < assigned.length; id++) {
            if (assigned[id] >= 0 && (far < 0 || cosines[id] < cosines[far])) {
                far = id;
            }
        }
        return far;
    }
}
