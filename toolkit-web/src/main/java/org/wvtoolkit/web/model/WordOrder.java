package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Order of the rows of a similarity matrix in which similar words are adjacent.
 *
 * <p>Not part of the public API.
 */
public final class WordOrder {
    private WordOrder() {}

    /**
     * Orders rows by average-linkage clustering (Sokal and Michener 1958). Clusters are joined at
     * their most similar ends.
     *
     * @param cosines square symmetric matrix
     * @return row numbers
     */
    public static int[] of(double[][] cosines) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < cosines.length; i++) {
            clusters.add(new ArrayList<>(List.of(i)));
        }
        double[][] mean = new double[cosines.length][];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = cosines[i].clone();
        }
        List<Integer> present = new ArrayList<>(clusters.size());
        for (int i = 0; i < cosines.length; i++) {
            present.add(i);
        }
        while (present.size() > 1) {
            int first = present.get(0);
            int second = present.get(1);
            for (int a : present) {
                for (int b : present) {
                    if (a < b && mean[a][b] > mean[first][second]) {
                        first = a;
                        second = b;
                    }
                }
            }
            join(cosines, mean, clusters, first, second);
            present.remove(Integer.valueOf(second));
        }
        return clusters.isEmpty()
                ? new int[0]
                : clusters.getFirst().stream().mapToInt(Integer::intValue).toArray();
    }

    private static void join(double[][] cosines, double[][] mean, List<List<Integer>> clusters, int kept, int gone) {
        List<Integer> left = clusters.get(kept);
        List<Integer> right = clusters.get(gone);
        int leftSize = left.size();
        int rightSize = right.size();
        for (int i = 0; i < mean.length; i++) {
            mean[kept][i] = (leftSize * mean[kept][i] + rightSize * mean[gone][i]) / (leftSize + rightSize);
            mean[i][kept] = mean[kept][i];
        }
        int leftEnd = left.getLast();
        int rightEnd = right.getFirst();
        if (cosines[left.getFirst()][rightEnd] > cosines[leftEnd][rightEnd]) {
            left = left.reversed();
            leftEnd = left.getLast();
        }
        if (cosines[leftEnd][right.getLast()] > cosines[leftEnd][rightEnd]) {
            right = right.reversed();
        }
        List<Integer> joined = new ArrayList<>(left);
        joined.addAll(right);
        clusters.set(kept, joined);
    }
}
