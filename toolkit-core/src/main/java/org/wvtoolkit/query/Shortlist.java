package org.wvtoolkit.query;

/**
 * Finds most of the rows that are nearest to a direction without looking at all of them. Implementations are safe for concurrent
 * use and made for one model.
 */
@FunctionalInterface
public interface Shortlist {
    /**
     * The rows that seem nearest.
     *
     * @param direction of length 1, padded with zeros to a multiple of 16
     * @param count how many are wanted, at least 1
     * @return ids, each once, in any order; about as many as wanted
     */
    int[] nearest(float[] direction, int count);
}
