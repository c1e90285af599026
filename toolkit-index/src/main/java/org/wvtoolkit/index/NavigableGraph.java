package org.wvtoolkit.index;

/** Hierarchical graph that {@link GraphSearch} searches. */
interface NavigableGraph {
    /** Returns the number of nodes. */
    int size();

    /** Returns the number of levels, at least 1. */
    int levels();

    /** Returns the maximum number of links of a node on any level. */
    int maxLinks();

    /** Returns the node of the top level at which a search starts; the graph must not be empty. */
    int entryNode();

    /**
     * Copies the links of a node.
     *
     * @param level the level, 0 for the lowest
     * @param node a node of the level
     * @param target receives at most {@link #maxLinks} nodes
     * @return the number of links
     * @throws java.io.UncheckedIOException if the graph is read from a file that is damaged
     */
    int links(int level, int node, int[] target);
}
