package org.wvtoolkit.clustering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Clusters of words. Immutable. */
public final class Clustering {
    private final int clusters;
    private final int[] assigned;
    private final float[] cosines;
    private final int iterations;

    Clustering(int clusters, int[] assigned, float[] cosines, int iterations) {
        this.clusters = clusters;
        this.assigned = assigned.clone();
        this.cosines = cosines.clone();
        this.iterations = iterations;
    }

    /**
     * Returns the number of clusters.
     *
     * @return at least 1
     */
    public int clusters() {
        return clusters;
    }

    /**
     * Returns the number of clustered words.
     *
     * @return at least 1
     */
    public int words() {
        return assigned.length;
    }

    /**
     * Returns the number of iterations.
     *
     * @return at least 1
     */
    public int iterations() {
        return iterations;
    }

    /**
     * Returns the cluster of a word.
     *
     * @param id 0 to {@link #words()} − 1
     * @return 0 to {@link #clusters()} − 1, or −1 for a word whose vector is zero
     */
    public int cluster(int id) {
        return assigned[id];
    }

    /**
     * Returns the cosine between a word and the centroid of its cluster.
     *
     * @param id 0 to {@link #words()} − 1
     * @return −1 to 1 up to rounding; 0 for a word whose vector is zero
     */
    public float cosine(int id) {
        return assigned[id] < 0 ? 0 : cosines[id];
    }

    /**
     * Returns the mean cosine between words and the centroids of their clusters, which the method
     * maximizes.
     *
     * @return −1 to 1 up to rounding
     */
    public double meanCosine() {
        double sum = 0;
        int count = 0;
        for (int id = 0; id < assigned.length; id++) {
            if (assigned[id] >= 0) {
                sum += cosines[id];
                count++;
            }
        }
        return sum / count;
    }

    /**
     * Returns the words of each cluster.
     *
     * @return for each group the ids of its words, the most central first
     */
    public List<List<Integer>> members() {
        List<List<Integer>> members = new ArrayList<>();
        for (int cluster = 0; cluster < clusters; cluster++) {
            members.add(new ArrayList<>());
        }
        for (int id = 0; id < assigned.length; id++) {
            if (assigned[id] >= 0) {
                members.get(assigned[id]).add(id);
            }
        }
        Comparator<Integer> central = Comparator.comparingDouble(id -> -cosines[id]);
        members.forEach(ids -> ids.sort(central.thenComparing(Comparator.naturalOrder())));
        return members;
    }
}
