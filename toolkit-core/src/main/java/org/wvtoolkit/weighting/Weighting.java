package org.wvtoolkit.weighting;

import java.io.Serializable;
import org.wvtoolkit.extension.ExtensionPoint;

/**
 * Weighting scheme for co-occurrence counts. Implementations are stateless and have a constructor
 * without parameters.
 */
public interface Weighting extends Serializable {
    /** Weightings of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<Weighting> EXTENSIONS = new ExtensionPoint<>("weighting", Weighting::name);

    /**
     * Returns the name in files and user interfaces.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * Returns a short description.
     *
     * @return a phrase
     */
    String description();

    /**
     * Returns whether context smoothing and shift affect the result.
     *
     * @return true for variants of pointwise mutual information
     */
    default boolean usesSmoothingAndShift() {
        return false;
    }

    /**
     * Prepares the weighting of one matrix.
     *
     * @param marginals sums of the matrix
     * @param options smoothing and shift
     * @return the function that weights its cells; thread-safe
     */
    CellWeigher prepare(Marginals marginals, WeightingOptions options);

    /** Function that weights the cells of one matrix. */
    @FunctionalInterface
    interface CellWeigher {
        /**
         * Weights several cells of a row.
         *
         * @param row the row
         * @param columns columns of the cells; not modified
         * @param counts counts of the cells, above 0; not modified
         * @param cells number of cells
         * @param weights receives the weights; a cell of weight 0 is dropped
         */
        void weigh(int row, int[] columns, double[] counts, int cells, double[] weights);

        /**
         * Computes values that are 0 for exactly the cells to which {@link #weigh} gives a weight of 0 in single
         * precision. Implementations override this method if that takes less time than the weights.
         *
         * @param row the row
         * @param columns columns of the cells; not modified
         * @param counts counts of the cells, above 0; not modified
         * @param cells number of cells
         * @param marks receives the values; by default, the weights
         */
        default void mark(int row, int[] columns, double[] counts, int cells, double[] marks) {
            weigh(row, columns, counts, cells, marks);
        }
    }
}
