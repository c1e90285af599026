package org.wvtoolkit.index;

/**
 * The nearest nodes that a search has met, in order, and which of them it has been to. As wide as the search; what falls off its end
 * will not be visited. Confined to a search.
 *
 * <p>An entry is one number: the score, turned so that better ones are lower, above the node, above a bit for a node that has been
 * visited. So entries sort by score and then by node, and a narrow beam needs no heap.
 */
final class Beam {
    private static final long VISITED = 1;

    private final long[] entries;
    private int size;

    /** All before this have been visited. */
    private int next;

    /**
     * An empty beam.
     *
     * @param width at least 1
     */
    Beam(int width) {
        this.entries = new long[width];
    }

    /** Offers a node; NaN, the score of what has no direction, is as bad as a score can be. */
    void offer(int node, float score) {
        long entry = entry(node, score);
        if (size == entries.length) {
            if (entry >= entries[size - 1]) {
                return;
            }
            size--;
        }
        int place = size;
        while (place > 0 && entries[place - 1] > entry) {
            place--;
        }
        System.arraycopy(entries, place, entries, place + 1, size - place);
        entries[place] = entry;
        size++;
        next = Math.min(next, place);
    }

    private static long entry(int node, float score) {
        int bits = Float.floatToRawIntBits(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score);
        // Negative floats sort backwards as integers do not.
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << Integer.SIZE | (long) node << 1;
    }

    /** The best node that has not been visited, which now has; −1 if there is none. */
    int visitNext() {
        while (next < size && (entries[next] & VISITED) != 0) {
            next++;
        }
        if (next == size) {
            return -1;
        }
        entries[next] |= VISITED;
        return node(next++);
    }

    private int node(int place) {
        return (int) ((entries[place] & 0xFFFF_FFFFL) >>> 1);
    }

    /** The nodes, the best first. */
    int[] nodes() {
        int[] nodes = new int[size];
        for (int place = 0; place < size; place++) {
            nodes[place] = node(place);
        }
        return nodes;
    }
}
