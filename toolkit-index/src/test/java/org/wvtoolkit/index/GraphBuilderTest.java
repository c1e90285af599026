package org.wvtoolkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.progress.ProgressListener;

/** Checks the structure of graphs and compares the selection of links with a literal one. */
class GraphBuilderTest {
    private static final int ZERO = 4;

    /** Random vectors; number 4 is zero. */
    private static QuantizedVectors vectors(int count, int dimension, long seed) {
        Random random = new Random(seed);
        QuantizedVectors vectors = new QuantizedVectors(
                Arena.ofAuto().allocate((long) count * dimension),
                Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, count),
                dimension);
        for (int id = 0; id < count; id++) {
            double squares = 0;
            for (int k = 0; k < dimension; k++) {
                byte code = (byte) random.nextInt(-127, 128);
                vectors.codes().set(ValueLayout.JAVA_BYTE, (long) id * dimension + k, code);
                squares += code * code;
            }
            float scale = id == ZERO ? Float.NaN : (float) (1 / Math.sqrt(squares));
            vectors.scales().setAtIndex(ValueLayout.JAVA_FLOAT, id, scale);
        }
        return vectors;
    }

    private static float cosine(QuantizedVectors vectors, int one, int other) {
        float[] direction = vectors.newDirection();
        float[] cosine = new float[1];
        vectors.copyDirection(one, direction);
        vectors.cosines(direction, new int[] {other}, 1, cosine);
        return cosine[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 16})
    @DisplayName("Links lead to other nodes of the same level, each at most once")
    void links(int connections) throws IOException {
        QuantizedVectors vectors = vectors(700, 6, connections);
        HnswOptions options = new HnswOptions(connections, 40, 0.9, 3);
        try (Arena arena = Arena.ofShared()) {
            GrowingGraph graph = GraphBuilder.build(vectors, options, 2, ProgressListener.NONE, arena);
            int[] links = new int[graph.maxLinks()];
            for (int node = 0; node < 700; node++) {
                for (int level = 0; level <= graph.level(node); level++) {
                    assertEquals(node, graph.node(graph.row(level, node)));
                    int count = graph.links(level, node, links);
                    assertTrue(count <= (level == 0 ? 2 * connections : connections));
                    assertEquals(0, node == ZERO ? count : 0);
                    Set<Integer> seen = new HashSet<>(List.of(node, ZERO));
                    for (int i = 0; i < count; i++) {
                        assertTrue(seen.add(links[i]), "node " + node + " links to " + links[i] + " again");
                        assertTrue(graph.level(links[i]) >= level);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Every node is found by its own vector")
    void reachable() throws IOException {
        QuantizedVectors vectors = vectors(2000, 8, 1);
        try (Arena arena = Arena.ofShared()) {
            GrowingGraph graph = GraphBuilder.build(vectors, HnswOptions.defaults(), 2, ProgressListener.NONE, arena);
            GraphSearch search = new GraphSearch(graph, vectors);
            float[] direction = vectors.newDirection();
            int found = 0;
            for (int node = 0; node < 2000; node++) {
                if (node != ZERO) {
                    vectors.copyDirection(node, direction);
                    int[] nearest = search.nearest(direction, 20, 20);
                    assertNotEquals(ZERO, nearest[0]);
                    found += nearest[0] == node ? 1 : 0;
                }
            }
            assertTrue(found >= 1990, found + " of 1999 nodes found");
        }
    }

    @Test
    @DisplayName("Selects the same links as the algorithm carried out literally")
    void selection() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            QuantizedVectors vectors = vectors(60, 5, round);
            int count = random.nextInt(1, 59);
            int maxLinks = random.nextInt(1, 20);
            Beam beam = new Beam(60, 60);
            for (int candidate = 1; candidate <= count; candidate++) {
                if (candidate != ZERO) {
                    beam.offer(candidate, cosine(vectors, 0, candidate));
                }
            }
            int[] candidates = beam.nodes();
            List<Integer> expected = literal(vectors, candidates, maxLinks);
            float[] cosines = new float[candidates.length];
            for (int i = 0; i < cosines.length; i++) {
                cosines[i] = beam.score(i);
            }
            int[] links = new int[maxLinks];
            int selected = new DiverseLinks(vectors).select(candidates, cosines, candidates.length, links, maxLinks);
            List<Integer> actual = new ArrayList<>();
            for (int i = 0; i < selected; i++) {
                actual.add(links[i]);
            }
            assertEquals(expected, actual, "round " + round);
            assertFalse(actual.contains(0));
        }
    }

    private static List<Integer> literal(QuantizedVectors vectors, int[] candidates, int maxLinks) {
        List<Integer> links = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int candidate : candidates) {
            boolean diverse = links.size() < maxLinks
                    && links.stream()
                            .allMatch(link -> cosine(vectors, link, candidate) < cosine(vectors, 0, candidate));
            (diverse ? links : others).add(candidate);
        }
        for (int other : others) {
            if (links.size() < maxLinks - maxLinks / 4) {
                links.add(other);
            }
        }
        return links;
    }
}
