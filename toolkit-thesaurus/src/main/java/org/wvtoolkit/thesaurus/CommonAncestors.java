package org.wvtoolkit.thesaurus;

import java.util.Arrays;

/**
 * Where two senses meet: all senses that are kinds above both, with the shortest way up from each.
 * A buffer to be filled again and again by {@link Taxonomy#meet}, so that no pair of senses costs
 * memory. Confined to a thread.
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

    /** Steps from both senses to the i-th ancestor together. */
    int steps(int i) {
        return fromFirst[i] + fromSecond[i];
    }
}
