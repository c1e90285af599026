package org.wvtoolkit.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.Function;

/**
 * A graph as it lies in a file, row after row: the links of every node on the lowest level, then of the nodes of the next, and so on
 * up. Immutable, safe from any thread.
 */
final class MappedGraph {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

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
    private final Function<String, ? extends RuntimeException> damaged;

    /**
     * A graph.
     *
     * @param damaged makes an exception of what is found wrong later
     */
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

    int size() {
        return size;
    }

    int levels() {
        return levelStarts.length;
    }

    /** Links that a node can have: twice the connections, on the lowest level. */
    int mostLinks() {
        return 2 * connections;
    }

    /** The first node of the topmost level; not of an empty graph. */
    int entryNode() {
        return levelStarts.length == 1 ? 0 : nodes.getAtIndex(INT, levelStarts[levelStarts.length - 2]);
    }

    /**
     * Copies the links of a node. A file is checked when a row is looked at, not as a whole when it is opened.
     *
     * @param level 0 is the lowest
     * @param node one that is on the level
     * @param target takes at most {@link #mostLinks} nodes
     * @return how many
     * @throws java.io.UncheckedIOException if the file is damaged
     */
    int links(int level, int node, int[] target) {
        long row = level == 0 ? Objects.checkIndex(node, size) : size + place(level, node);
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
        throw damaged.apply("node " + node + " is not on level " + level);
    }
}
