package org.wvtoolkit.index;

import java.util.Arrays;

/**
 * Search of a hierarchical navigable small-world graph (Malkov and Yashunin 2018, algorithms 2 and
 * 5): descends from the top level with a beam of one, then searches the lowest level with the
 * requested beam width. Not thread-safe.
 */
final class GraphSearch {
    private final NavigableGraph graph;
    private final QuantizedVectors vectors;

    /** One bit for each node that has been scored on the current level. */
    private final long[] met;

    /** The nodes that have been scored on the current level, whose bits are cleared at its end. */
    private int[] scored = new int[256];

    private int scoredCount;

    /** Links of the visited node; then those among them not scored before, with their scores. */
    private final int[] links;

    private final float[] scores;

    /**
     * Creates a search.
     *
     * @param graph not empty when it is searched
     * @param vectors vectors of its nodes
     */
    GraphSearch(NavigableGraph graph, QuantizedVectors vectors) {
        this.graph = graph;
        this.vectors = vectors;
        this.met = new long[(graph.size() + Long.SIZE - 1) / Long.SIZE];
        this.links = new int[graph.maxLinks()];
        this.scores = new float[Math.max(1, links.length)];
    }

    /**
     * Searches all levels.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param width width of the beam on the lowest level (ef), at least 1
     * @param count maximum number of nodes to return; may be larger than {@code width}
     * @return at most {@code count} nodes, or {@code width} if that is larger, nearest first
     */
    int[] nearest(float[] direction, int width, int count) {
        int entry = graph.entryNode();
        for (int level = graph.levels() - 1; level > 0; level--) {
            entry = level(level, entry, direction, 1, 1).node(0);
        }
        return level(0, entry, direction, width, Math.max(width, count)).nodes();
    }

    /**
     * Searches one level.
     *
     * @param level the level, 0 for the lowest
     * @param entry the node at which the search starts
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param width width of the beam, at least 1
     * @param capacity maximum number of nodes to find, at least {@code width}
     * @return the nodes found, at least one
     */
    Beam level(int level, int entry, float[] direction, int width, int capacity) {
        Beam beam = new Beam(width, capacity);
        links[0] = entry;
        offer(beam, direction, 1);
        for (int node = beam.visitNext(); node >= 0; node = beam.visitNext()) {
            offer(beam, direction, graph.links(level, node, links));
        }
        // A search scores a small part of the nodes.
        for (int i = 0; i < scoredCount; i++) {
            met[scored[i] >> 6] = 0;
        }
        scoredCount = 0;
        return beam;
    }

    /** Scores the links not scored before in one batch, so that their memory accesses overlap. */
    private void offer(Beam beam, float[] direction, int count) {
        int unmet = 0;
        for (int i = 0; i < count; i++) {
            int node = links[i];
            long bit = 1L << node;
            if ((met[node >> 6] & bit) == 0) {
                met[node >> 6] |= bit;
                links[unmet++] = node;
            }
        }
        if (scoredCount + unmet > scored.length) {
            scored = Arrays.copyOf(scored, 2 * (scoredCount + unmet));
        }
        System.arraycopy(links, 0, scored, scoredCount, unmet);
        scoredCount += unmet;
        vectors.cosines(direction, links, unmet, scores);
        for (int i = 0; i < unmet; i++) {
            beam.offer(links[i], scores[i]);
        }
    }
}
