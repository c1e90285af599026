package org.wvtoolkit.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Function;

/**
 * Graph in the layout of the file: the links of all nodes on the lowest level, then of those on the
 * next level, and so on. Immutable and thread-safe.
 */
final class MappedGraph implements NavigableGraph {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private final int size;
    private final int connections;

    /**
     * I64 [levels]: the beginning of each level above the lowest in {@link #nodes}, followed by the
     * end of the last.
     */
    private final long[] levelStarts;

    /** I32: the nodes of the levels above the lowest, ascending within each. */
    private final MemorySegment nodes;

    /** I64 [rows + 1]: the beginning of the links of each row. */
    private final MemorySegment offsets;

    /** I32: the links. */
    private final MemorySegment links;

    private final long linkCount;
    private final Function<String, ? extends RuntimeException> damaged;

    /**
     * Creates a graph.
     *
     * @param damaged creates the exception for damage found during a search
     */
    // More than six parameters: one per field of an immutable class.
    MappedGraph(
            int size,
            int connections,
            long[] levelStarts,
            MemorySegment nodes,
            MemorySegment offsets,
            MemorySegment links,
            Function<String, ? extends RuntimeException> damaged) {
        this.size = size;
        this.connections = connections;
        this.levelStarts = levelStarts;
        this.nodes = nodes;
        this.offsets = offsets;
        this.links = links;
        this.linkCount = links.byteSize() / Integer.BYTES;
        this.damaged = damaged;
    }

    /**
     * The stored parts of a graph.
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
    public int size() {
        return size;
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
        return levelStarts.length == 1 ? 0 : nodes.getAtIndex(INT, levelStarts[levelStarts.length - 2]);
    }

    /** {@inheritDoc} The file is validated row by row on access, not completely when it is opened. */
    @Override
    public int links(int level, int node, int[] target) {
        long row = level == 0 ? Objects.checkIndex(node, size) : size + row(level, node);
        long begin = offsets.getAtIndex(LONG, row);
        long end = offsets.getAtIndex(LONG, row + 1);
        if (begin < 0 || end < begin || end > linkCount || end - begin > target.length) {
            throw damaged.apply("the links of node " + node + " run from " + begin + " to " + end);
        }
        int count = (int) (end - begin);
        MemorySegment.copy(links, INT, begin * Integer.BYTES, target, 0, count);
        for (int i = 0; i < count; i++) {
            if (target[i] < 0 || target[i] >= size) {
                throw damaged.apply("a link leads to node " + target[i]);
            }
        }
        return count;
    }

    private long row(int level, int node) {
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
        throw damaged.apply("node " + node + " is not on level " + level);
    }
}
