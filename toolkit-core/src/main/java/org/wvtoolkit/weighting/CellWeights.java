package org.wvtoolkit.weighting;

/**
 * Weighting of cells of a count matrix in any storage format, with the same bits as
 * {@link MatrixWeigher}.
 *
 * <p>Not thread-safe: one instance per thread, over shared {@link Marginals}.
 *
 * <p>Not part of the public API.
 */
public final class CellWeights {
    private final Weighting.CellWeigher weigher;
    private final double minimumPairCount;
    private double[] weights = new double[1024];
    private final int[] oneColumn = new int[1];
    private final double[] oneCount = new double[1];

    /**
     * Creates the weighting of one matrix.
     *
     * @param marginals marginal sums of the whole matrix
     * @param options the weighting and its parameters
     */
    public CellWeights(Marginals marginals, WeightingOptions options) {
        this.weigher = options.weighting().prepare(marginals, options);
        this.minimumPairCount = options.minimumPairCount();
    }

    /**
     * Computes the weights of cells of one row.
     *
     * @param row row number
     * @param columns column numbers of the cells; kept cells move to the front
     * @param counts counts of the cells; not modified
     * @param cells number of cells
     * @param target receives the weights of the kept cells
     * @return number of kept cells: cells whose weight is not 0 in single precision
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
     * Computes the weights of cells of one column.
     *
     * @param column column number
     * @param rows row numbers of the cells; kept cells move to the front
     * @param counts counts of the cells; not modified
     * @param cells number of cells
     * @param target receives the weights of the kept cells
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
