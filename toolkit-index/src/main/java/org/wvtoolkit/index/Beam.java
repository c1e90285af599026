package org.wvtoolkit.index;

/**
 * Candidate list of a graph search: the nearest nodes found so far, in order, with a flag for those
 * already visited. Only the best {@code width} nodes are visited; the capacity may be larger, if more
 * results are wanted than nodes are to be visited. Not thread-safe.
 *
 * <p>Each entry is one long: the inverted score, so that better scores are lower, in the high bits,
 * then the node, then a bit for visited nodes. Entries therefore sort by score and then by node,
 * and a narrow beam needs no heap.
 */
final class Beam {
    private static final long VISITED = 1;

    private final long[] entries;
    private final int width;
    private int size;

    /** All entries before this index have been visited. */
    private int next;

    /**
     * Creates an empty beam.
     *
     * @param width number of best nodes that are visited, at least 1
     * @param capacity maximum number of nodes, at least {@code width}
     */
    Beam(int width, int capacity) {
        this.width = width;
        this.entries = new long[capacity];
    }

    /**
     * Adds a node if its score is good enough. NaN, the score of a node without a direction, is the
     * worst score.
     */
    void offer(int node, float score) {
        long entry = entry(node, score);
        if (size == entries.length) {
            if (entry >= entries[size - 1]) {
                return;
            }
            size--;
        }
        int rank = size;
        while (rank > 0 && entries[rank - 1] > entry) {
            rank--;
        }
        System.arraycopy(entries, rank, entries, rank + 1, size - rank);
        entries[rank] = entry;
        size++;
        next = Math.min(next, rank);
    }

    private static long entry(int node, float score) {
        int bits = Float.floatToRawIntBits(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score);
        // The integer bits of negative floats sort in reverse order.
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << Integer.SIZE | (long) node << 1;
    }

    /**
     * Marks the best unvisited node as visited and returns it, or −1 if it is not among the best
     * {@code width} nodes or there is none.
     */
    int visitNext() {
        int end = Math.min(size, width);
        while (next < end && (entries[next] & VISITED) != 0) {
            next++;
        }
        if (next >= end) {
            return -1;
        }
        entries[next] |= VISITED;
        return node(next++);
    }

    /** Returns the number of nodes. */
    int size() {
        return size;
    }

    /** Returns the node of a rank, 0 for the best. */
    int node(int rank) {
        return (int) ((entries[rank] & 0xFFFF_FFFFL) >>> 1);
    }

    /** Returns the score of a rank, negative infinity instead of NaN. */
    float score(int rank) {
        int ascending = ~(int) (entries[rank] >> Integer.SIZE);
        return Float.intBitsToFloat(ascending ^ (ascending >> 31 & Integer.MAX_VALUE));
    }

    /** Returns the nodes, best first. */
    int[] nodes() {
        int[] nodes = new int[size];
        for (int rank = 0; rank < size; rank++) {
            nodes[rank] = node(rank);
        }
        return nodes;
    }
}
