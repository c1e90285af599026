package org.wvtoolkit.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.apache.lucene.util.hnsw.HnswGraph;

/**
 * A graph as it lies in a file, row after row: the links of every node on the lowest level, then of the nodes of the next, and so on
 * up. A cursor, confined to a thread; {@link #copy} makes one for another.
 */
final class MappedGraph extends HnswGraph {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** What Lucene takes for the end of the links. */
    private static final int NO_MORE = Integer.MAX_VALUE;

    private final int size;
    private final int connections;

    /** I64 [levels]: where the nodes of the levels above the lowest begin in {@link #nodes}, and where the last ends. */
    private final long[] levelStarts;

    /** I32: the nodes of the levels above the lowest, ascending within each. */
    private final MemorySegment nodes;

    /** I64 [rows + 1]: where the links of each row begin. */
    private final MemorySegment offsets;

    /** I32: the links. */
    private final MemorySegment links;

    private final long linkCount;
    private long position;
    private long end;
    private int count;

    MappedGraph(
            int size,
            int connections,
            long[] levelStarts,
            MemorySegment nodes,
            MemorySegment offsets,
            MemorySegment links) {
        this.size = size;
        this.connections = connections;
        this.levelStarts = levelStarts;
        this.nodes = nodes;
        this.offsets = offsets;
        this.links = links;
        this.linkCount = links.byteSize() / Integer.BYTES;
    }

    MappedGraph copy() {
        return new MappedGraph(size, connections, levelStarts, nodes, offsets, links);
    }

    /**
     * What a file holds of a graph.
     *
     * @param levelStarts I64
     * @param nodes I32
     * @param offsets I64
     * @param links I32
     */
    record Parts(MemorySegment levelStarts, MemorySegment nodes, MemorySegment offsets, MemorySegment links) {}

    Parts parts() {
        return new Parts(MemorySegment.ofArray(levelStarts), nodes, offsets, links);
    }

    @Override
    public void seek(int level, int node) {
        long row = level == 0 ? Objects.checkIndex(node, size) : size + place(level, node);
        position = offsets.getAtIndex(LONG, row);
        end = offsets.getAtIndex(LONG, row + 1);
        // A file is checked when a row is first looked at, not as a whole when it is opened.
        if (position < 0 || end < position || end > linkCount || end - position > size) {
            throw new IllegalStateException("the links of node " + node + " run from " + position + " to " + end);
        }
        count = (int) (end - position);
    }

    private long place(int level, int node) {
        long low = levelStarts[level - 1];
        long high = levelStarts[level] - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int found = nodes.getAtIndex(INT, middle);
            if (found == node) {
                return middle;
            }
            if (found < node) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalStateException("node " + node + " is not on level " + level);
    }

    @Override
    public int nextNeighbor() {
        if (position >= end) {
            return NO_MORE;
        }
        int neighbour = links.getAtIndex(INT, position++);
        if (neighbour < 0 || neighbour >= size) {
            throw new IllegalStateException("a link leads to node " + neighbour);
        }
        return neighbour;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int neighborCount() {
        return count;
    }

    @Override
    public int numLevels() {
        return levelStarts.length;
    }

    @Override
    public int maxConn() {
        return connections;
    }

    /** The first node of the topmost level. */
    @Override
    public int entryNode() {
        return size == 0
                ? -1
                : levelStarts.length == 1 ? 0 : nodes.getAtIndex(INT, levelStarts[levelStarts.length - 2]);
    }

    @Override
    public NodesIterator getNodesOnLevel(int level) {
        if (level == 0) {
            int[] all = new int[size];
            for (int node = 0; node < size; node++) {
                all[node] = node;
            }
            return new ArrayNodesIterator(all, size);
        }
        int[] some = new int[Math.toIntExact(levelStarts[level] - levelStarts[level - 1])];
        MemorySegment.copy(nodes, INT, levelStarts[level - 1] * Integer.BYTES, some, 0, some.length);
        return new ArrayNodesIterator(some, some.length);
    }
}
