package org.wvtoolkit.evaluation;

/**
 * Agglomerative clustering with average linkage: repeatedly joins the two clusters with the highest
 * mean similarity of their members (Sokal and Michener 1958). It requires only similarities, so it
 * works for thesauri as well as for vectors, and it is deterministic.
 */
final class AverageLinkage {
    private AverageLinkage() {}

    /**
     * Computes clusters.
     *
     * @param similarity a symmetric matrix without NaN; overwritten
     * @param clusters number of clusters to form, 1 to n
     * @return the cluster number of each of the n items
     */
    static int[] cluster(double[][] similarity, int clusters) {
        int n = similarity.length;
        int[] cluster = new int[n];
        int[] size = new int[n];
        for (int i = 0; i < n; i++) {
            cluster[i] = i;
            size[i] = 1;
        }
        for (int left = n; left > clusters; left--) {
            int first = -1;
            int second = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                for (int j = 0; size[i] > 0 && j < i; j++) {
                    if (size[j] > 0 && (similarity[i][j] > most || first < 0)) {
                        most = similarity[i][j];
                        first = j;
                        second = i;
                    }
                }
            }
            join(similarity, size, first, second);
            for (int i = 0; i < n; i++) {
                cluster[i] = cluster[i] == second ? first : cluster[i];
            }
        }
        return cluster;
    }

    private static void join(double[][] similarity, int[] size, int kept, int gone) {
        int total = size[kept] + size[gone];
        for (int i = 0; i < similarity.length; i++) {
            double mean = (size[kept] * similarity[kept][i] + size[gone] * similarity[gone][i]) / total;
            similarity[kept][i] = mean;
            similarity[i][kept] = mean;
        }
        size[kept] = total;
        size[gone] = 0;
    }
}
