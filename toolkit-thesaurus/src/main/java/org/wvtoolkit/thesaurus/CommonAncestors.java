package org.wvtoolkit.thesaurus;

import java.util.Arrays;

/**
 * Common ancestors of two senses, with the shortest path length from each sense. A buffer that
 * {@link Taxonomy#meet} reuses, to avoid allocation per pair. Not thread-safe.
 */
final class CommonAncestors {
    private int[] ids = new int[64];
    private int[] fromFirst = new int[64];
    private int[] fromSecond = new int[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int id, int first, int second) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            fromFirst = Arrays.copyOf(fromFirst, 2 * count);
            fromSecond = Arrays.copyOf(fromSecond, 2 * count);
        }
        ids[count] = id;
        fromFirst[count] = first;
        fromSecond[count++] = second;
    }

    int count() {
        return count;
    }

    int id(int i) {
        return ids[i];
    }

    /** Returns the length of the path between the two senses over the i-th ancestor. */
    int steps(int i) {
        return fromFirst[i] + fromSecond[i];
    }
}
