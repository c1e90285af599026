package org.wvtoolkit.weighting;

import java.io.Serializable;

/** A way to weigh co-occurrence counts. Implementations have no state and a constructor without arguments. */
public interface Weighting extends Serializable {
    /**
     * What it is called on the command line and in files.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * What it is, for a person.
     *
     * @return a phrase
     */
    String description();

    /**
     * Whether context smoothing and shift make a difference.
     *
     * @return true if the weighting is a kind of pointwise mutual information
     */
    default boolean usesSmoothingAndShift() {
        return false;
    }

    /**
     * Gets ready for one matrix.
     *
     * @param marginals its sums
     * @param options smoothing and shift
     * @return weighs its cells; safe for concurrent use
     */
    CellWeigher prepare(Marginals marginals, WeightingOptions options);

    /** Weighs cells of one matrix. */
    @FunctionalInterface
    interface CellWeigher {
        /**
         * Weighs several cells of a row.
         *
         * @param row the row
         * @param columns their columns; not modified
         * @param counts their counts, above 0; not modified
         * @param cells how many
         * @param weights takes the weights; a cell of weight 0 is dropped
         */
        void weigh(int row, int[] columns, double[] counts, int cells, double[] weights);
    }
}
