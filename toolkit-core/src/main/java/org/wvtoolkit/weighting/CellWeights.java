package org.wvtoolkit.weighting;

/**
 * Weighs cells of a count matrix that the caller stores in any form, with the same bits as {@link MatrixWeigher}.
 *
 * <p>Not thread-safe: one instance per thread, over shared {@link Marginals}.
 */
public final class CellWeights {
    private final Weighting.CellWeigher weigher;
    private final double minimumPairCount;
    private double[] weights = new double[1024];
    private final int[] oneColumn = new int[1];
    private final double[] oneCount = new double[1];

    /**
     * Prepares for one matrix.
     *
     * @param marginals sums of the whole matrix
     * @param options the weighting and its parameters
     */
    public CellWeights(Marginals marginals, WeightingOptions options) {
        this.weigher = options.weighting().prepare(marginals, options);
        this.minimumPairCount = options.minimumPairCount();
    }

    /**
     * Weighs cells of one row.
     *
     * @param row the row
     * @param columns columns of the cells; kept cells move to the front
     * @param counts counts of the cells; not modified
     * @param cells number of cells
     * @param target takes the weights of the kept cells
     * @return number of kept cells, those whose weight is not 0 in single precision
     */
    public int weighRow(int row, int[] columns, double[] counts, int cells, float[] target) {
        if (weights.length < cells) {
            weights = new double[Math.max(cells, 2 * weights.length)];
        }
        weigher.weigh(row, columns, counts, cells, weights);
        int kept = 0;
        for (int i = 0; i < cells; i++) {
            float weight = counts[i] < minimumPairCount ? 0 : (float) weights[i];
            if (weight != 0) {
                columns[kept] = columns[i];
                target[kept++] = weight;
            }
        }
        return kept;
    }

    /**
     * Weighs cells of one column.
     *
     * @param column the column
     * @param rows rows of the cells; kept cells move to the front
     * @param counts counts of the cells; not modified
     * @param cells number of cells
     * @param target takes the weights of the kept cells
     * @return number of kept cells
     */
    public int weighColumn(int column, int[] rows, double[] counts, int cells, float[] target) {
        int kept = 0;
        oneColumn[0] = column;
        for (int i = 0; i < cells; i++) {
            oneCount[0] = counts[i];
            weigher.weigh(rows[i], oneColumn, oneCount, 1, weights);
            float weight = counts[i] < minimumPairCount ? 0 : (float) weights[0];
            if (weight != 0) {
                rows[kept] = rows[i];
                target[kept++] = weight;
            }
        }
        return kept;
    }
}
