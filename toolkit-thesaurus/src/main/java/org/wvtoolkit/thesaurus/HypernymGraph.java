package org.wvtoolkit.thesaurus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Graph of the hypernyms and hyponyms of some senses. Immutable.
 *
 * @param nodes the senses, the central ones first
 * @param edges the edges between senses of the graph
 * @param truncated whether the limit excluded senses
 */
public record HypernymGraph(List<Node> nodes, List<Edge> edges, boolean truncated) {
    /** Copies the lists. */
    public HypernymGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * Node of the graph.
     *
     * @param sense the sense
     * @param level 0 for central senses, positive for hypernyms, negative for hyponyms
     * @param hiddenHyponyms the number of hyponyms that are not in the graph
     */
    public record Node(Sense sense, int level, int hiddenHyponyms) {}

    /**
     * Edge of the graph.
     *
     * @param from the index of the more specific sense
     * @param to the index of its hypernym
     */
    public record Edge(int from, int to) {}

    /**
     * Builds the graph breadth-first, hypernyms before hyponyms.
     *
     * @param wordNet the thesaurus; must not be used by other threads during the call
     * @param focus the central senses
     * @param up the number of levels of hypernyms
     * @param down the number of levels of hyponyms
     * @param limit the maximum number of nodes, at least 1
     * @return the graph
     */
    public static HypernymGraph around(WordNet wordNet, List<Sense> focus, int up, int down, int limit) {
        Collector collector = new Collector(limit);
        focus.forEach(sense -> collector.add(sense, 0));
        Set<Edge> edges = new LinkedHashSet<>();
        Queue<Sense> rising = new ArrayDeque<>(collector.senses());
        while (!rising.isEmpty()) {
            Sense sense = rising.remove();
            int level = collector.level(sense);
            for (Sense above : level < up ? wordNet.hypernyms(sense) : List.<Sense>of()) {
                if (collector.add(above, level + 1)) {
                    rising.add(above);
                }
                collector.link(edges, sense, above);
            }
        }
        Queue<Sense> falling = new ArrayDeque<>(collector.senses().stream()
                .filter(sense -> collector.level(sense) == 0)
                .toList());
        while (!falling.isEmpty()) {
            Sense sense = falling.remove();
            int level = collector.level(sense);
            for (Sense below : level > -down ? wordNet.hyponyms(sense) : List.<Sense>of()) {
                if (collector.add(below, level - 1)) {
                    falling.add(below);
                }
                collector.link(edges, below, sense);
            }
        }
        Map<Integer, Integer> shown = new HashMap<>();
        edges.forEach(edge -> shown.merge(edge.to(), 1, Integer::sum));
        List<Node> nodes = collector.senses().stream()
                .map(sense -> new Node(
                        sense, collector.level(sense), wordNet.hyponymCount(sense) - shown.getOrDefault(sense.id(), 0)))
                .toList();
        return new HypernymGraph(nodes, List.copyOf(edges), collector.truncated);
    }

    /** Senses found so far. */
    private static final class Collector {
        private final SequencedMap<Integer, Sense> senses = new LinkedHashMap<>();
        private final Map<Integer, Integer> levels = new HashMap<>();
        private final int limit;
        private boolean truncated;

        Collector(int limit) {
            this.limit = limit;
        }

        /** Adds a sense, unless it is present or the limit is reached. Returns whether it was added. */
        boolean add(Sense sense, int level) {
            if (levels.containsKey(sense.id())) {
                return false;
            }
            if (senses.size() >= limit) {
                truncated = true;
                return false;
            }
            senses.put(sense.id(), sense);
            levels.put(sense.id(), level);
            return true;
        }

        List<Sense> senses() {
            return new ArrayList<>(senses.values());
        }

        int level(Sense sense) {
            return levels.getOrDefault(sense.id(), 0);
        }

        void link(Set<Edge> edges, Sense from, Sense to) {
            if (levels.containsKey(from.id()) && levels.containsKey(to.id())) {
                edges.add(new Edge(from.id(), to.id()));
            }
        }
    }
}
