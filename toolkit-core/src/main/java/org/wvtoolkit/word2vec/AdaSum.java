package org.wvtoolkit.word2vec;

/**
 * Merge of the changes that replicas of a model made to the same rows, row by row (AdaSum, Maleki
 * et al. 2021). Two changes a and b become (1 − a·b / 2‖a‖²)·a + (1 − a·b / 2‖b‖²)·b: their sum if
 * they are orthogonal, their mean if they are equal. More than two changes are merged pairwise, in
 * a balanced tree over the order of the replicas, so the result depends only on that order.
 *
 * <p>Not part of the public API.
 */
public final class AdaSum {
    private AdaSum() {}

    /**
     * Merges changes of consecutive rows.
     *
     * @param changes one array per replica, at least one, of equal lengths; all are overwritten,
     *     the first with the merged changes
     * @param dimension number of values per row; the length of each array is a multiple of it
     */
    public static void merge(float[][] changes, int dimension) {
        int values = changes[0].length;
        for (int step = 1; step < changes.length; step *= 2) {
            for (int i = 0; i + step < changes.length; i += 2 * step) {
                for (int row = 0; row < values; row += dimension) {
                    mergeRow(changes[i], changes[i + step], row, row + dimension);
                }
            }
        }
    }

    private static void mergeRow(float[] a, float[] b, int from, int to) {
        double product = 0;
        double squaredA = 0;
        double squaredB = 0;
        for (int k = from; k < to; k++) {
            product += (double) a[k] * b[k];
            squaredA += (double) a[k] * a[k];
            squaredB += (double) b[k] * b[k];
        }
        double factorA = squaredA == 0 ? 0 : 1 - product / (2 * squaredA);
        double factorB = squaredB == 0 ? 0 : 1 - product / (2 * squaredB);
        for (int k = from; k < to; k++) {
            a[k] = (float) (factorA * a[k] + factorB * b[k]);
        }
    }
}
