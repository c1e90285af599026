package org.wvtoolkit.query;

/**
 * Approximate search: finds most of the rows nearest to a direction without reading all rows.
 * Implementations are thread-safe and belong to one model.
 */
@FunctionalInterface
public interface Shortlist {
    /**
     * Returns rows that are probably nearest.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param count number of rows requested, at least 1
     * @return about {@code count} distinct ids, in any order
     */
    int[] nearest(float[] direction, int count);
}
