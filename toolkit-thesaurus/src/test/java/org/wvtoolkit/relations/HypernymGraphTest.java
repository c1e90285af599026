package org.wvtoolkit.relations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HypernymGraphTest {
    @Test
    @DisplayName("A graph contains hypernyms and hyponyms up to a limit")
    void limits() throws IOException {
        SenseGraph wordnet = WordNetGraph.read();
        int dog = wordnet.sensesOf("dog")[0];
        HypernymGraph graph = HypernymGraph.around(wordnet, List.of(dog), 2, 1, 200);
        assertEquals(dog, graph.nodes().getFirst().sense());
        assertFalse(graph.truncated());
        for (HypernymGraph.Node node : graph.nodes()) {
            long links = graph.links().stream()
                    .filter(link -> link.to() == node.sense())
                    .count();
            long hyponyms = wordnet.edges(node.sense()).stream()
                    .filter(edge -> edge.relation().isHyponym())
                    .count();
            assertEquals(hyponyms, links + node.hiddenHyponyms());
            assertTrue(node.level() <= 2 && node.level() >= -1, node.toString());
        }
        HypernymGraph small = HypernymGraph.around(wordnet, List.of(dog), 2, 1, 5);
        assertEquals(5, small.nodes().size());
        assertTrue(small.truncated());
    }
}
