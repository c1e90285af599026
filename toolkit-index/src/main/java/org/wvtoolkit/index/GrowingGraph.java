package org.wvtoolkit.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.wvtoolkit.container.HugePages;

/**
 * Graph under construction. The level of each node is known from the beginning, so that every node
 * has a row with room for its links on each of its levels.
 *
 * <p>Rows are numbered: the nodes of the lowest level, then those of the next level in ascending
 * order, and so on. Different rows may be read and written by different threads at the same time.
 */
final class GrowingGraph implements NavigableGraph {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** More levels would need more nodes than an array holds, even with two links per node. */
    private static final int MAX_LEVEL = 30;

    private final int connections;
    private final byte[] levels;

    /** [levels]: the beginning of each level above the lowest in {@link #upper}, then its end. */
    private final int[] levelStarts;

    /** The nodes of the levels above the lowest, ascending within each. */
    private final int[] upper;

    /** Number of links of each row. */
    private final int[] counts;

    /** I32: 2 M links for each row of the lowest level, then M links for each other row. */
    private final MemorySegment links;

    private GrowingGraph(int connections, byte[] levels, int[] levelStarts, int[] upper, Arena arena) {
        this.connections = connections;
        this.levels = levels;
        this.levelStarts = levelStarts;
        this.upper = upper;
        this.counts = new int[Math.addExact(levels.length, upper.length)];
        this.links = HugePages.allocate(arena, 4L * (2L * levels.length + upper.length) * connections);
    }

    /**
     * Creates a graph without links. The levels are drawn from an exponential distribution, as in
     * algorithm 1 of Malkov and Yashunin (2018).
     *
     * @param vectors vectors of the nodes; a node without a direction stays on the lowest level
     * @param connections number of links of a node above the lowest level (M)
     * @param seed seed of the levels
     * @param arena owner of the memory of the links
     */
    static GrowingGraph create(QuantizedVectors vectors, int connections, long seed, Arena arena) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] levels = new byte[vectors.size()];
        int[] nodesPerLevel = new int[MAX_LEVEL + 1];
        for (int node = 0; node < levels.length; node++) {
            double level = -Math.log(1 - random.nextDouble()) / Math.log(connections);
            levels[node] = vectors.hasDirection(node) ? (byte) Math.min(level, MAX_LEVEL) : 0;
            for (int below = 1; below <= levels[node]; below++) {
                nodesPerLevel[below]++;
            }
        }
        int top = 0;
        while (top < MAX_LEVEL && nodesPerLevel[top + 1] > 0) {
            top++;
        }
        int[] levelStarts = new int[top + 1];
        for (int level = 1; level <= top; level++) {
            levelStarts[level] = levelStarts[level - 1] + nodesPerLevel[level];
        }
        int[] upper = new int[levelStarts[top]];
        int[] next = levelStarts.clone();
        for (int node = 0; node < levels.length; node++) {
            for (int level = 1; level <= levels[node]; level++) {
                upper[next[level - 1]++] = node;
            }
        }
        return new GrowingGraph(connections, levels, levelStarts, upper, arena);
    }

    @Override
    public int size() {
        return levels.length;
    }

    @Override
    public int levels() {
        return levelStarts.length;
    }

    @Override
    public int maxLinks() {
        return 2 * connections;
    }

    @Override
    public int entryNode() {
        return levelStarts.length == 1 ? 0 : upper[levelStarts[levelStarts.length - 2]];
    }

    @Override
    public int links(int level, int node, int[] target) {
        return links(row(level, node), target);
    }

    /** Returns the highest level of a node. */
    int level(int node) {
        return levels[node];
    }

    /** Returns the number of rows, one for each level of each node. */
    int rows() {
        return counts.length;
    }

    /** Returns the row of a node on one of its levels. */
    int row(int level, int node) {
        return level == 0
                ? node
                : size() + Arrays.binarySearch(upper, levelStarts[level - 1], levelStarts[level], node);
    }

    /** Returns the node of a row. */
    int node(int row) {
        return row < size() ? row : upper[row - size()];
    }

    /** Returns the maximum number of links of a row. */
    int capacity(int row) {
        return row < size() ? 2 * connections : connections;
    }

    /** Returns the number of links of a row. */
    int count(int row) {
        return counts[row];
    }

    /** Returns the first row of the level above the given one, minus the number of nodes. */
    int levelStart(int level) {
        return levelStarts[level];
    }

    /** Copies the links of a row and returns their number. */
    int links(int row, int[] target) {
        MemorySegment.copy(links, INT, begin(row), target, 0, counts[row]);
        return counts[row];
    }

    /**
     * Replaces the links of a row.
     *
     * @param row the row
     * @param nodes the linked nodes
     * @param count number of links, at most the capacity of the row
     */
    void setLinks(int row, int[] nodes, int count) {
        MemorySegment.copy(nodes, 0, links, INT, begin(row), count);
        counts[row] = count;
    }

    private long begin(int row) {
        return ((long) row + Math.min(row, size())) * connections * Integer.BYTES;
    }
}
