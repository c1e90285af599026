package org.wvtoolkit.index;

import java.util.Arrays;

/**
 * Search of a hierarchical navigable small-world graph (Malkov and Yashunin 2018, algorithms 2 and
 * 5): descends from the top level with a beam of one, then searches the lowest level with the
 * requested beam width. Used for one search only.
 */
final class GraphSearch {
    private final MappedGraph graph;
    private final QuantizedVectors vectors;
    private final float[] direction;

    /** One bit for each node that has been scored. */
    private final long[] met;

    /** Links of the visited node; then those among them not scored before, with their scores. */
    private final int[] links;

    private final float[] scores;

    private GraphSearch(MappedGraph graph, QuantizedVectors vectors, float[] direction) {
        this.graph = graph;
        this.vectors = vectors;
        this.direction = direction;
        this.met = new long[(graph.size() + Long.SIZE - 1) / Long.SIZE];
        this.links = new int[graph.maxLinks()];
        this.scores = new float[Math.max(1, links.length)];
    }

    /**
     * Searches the graph.
     *
     * @param graph not empty
     * @param vectors vectors of its nodes
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param width width of the beam on the lowest level (ef), at least 1
     * @return at most {@code width} nodes, nearest first
     */
    static int[] nearest(MappedGraph graph, QuantizedVectors vectors, float[] direction, int width) {
        GraphSearch search = new GraphSearch(graph, vectors, direction);
        int[] entry = {graph.entryNode()};
        for (int level = graph.levels() - 1; level > 0; level--) {
            entry = search.level(level, entry[0], 1);
        }
        return search.level(0, entry[0], width);
    }

    private int[] level(int level, int entry, int width) {
        Arrays.fill(met, 0);
        Beam beam = new Beam(width);
        links[0] = entry;
        offer(beam, 1);
        for (int node = beam.visitNext(); node >= 0; node = beam.visitNext()) {
            offer(beam, graph.links(level, node, links));
        }
        return beam.nodes();
    }

    /** Scores the links not scored before in one batch, so that their memory accesses overlap. */
    private void offer(Beam beam, int count) {
        int unmet = 0;
        for (int i = 0; i < count; i++) {
            int node = links[i];
            long bit = 1L << node;
            if ((met[node >> 6] & bit) == 0) {
                met[node >> 6] |= bit;
                links[unmet++] = node;
            }
        }
        vectors.cosines(direction, links, unmet, scores);
        for (int i = 0; i < unmet; i++) {
            beam.offer(links[i], scores[i]);
        }
    }
}
