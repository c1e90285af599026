package org.wvtoolkit.relations;

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
 * Hypernyms and hyponyms around some senses, for drawings. Senses without words are left out
 * ({@link SenseGraph#acrossGaps}). Immutable.
 *
 * @param nodes the senses, the central ones first
 * @param links the links between senses of the graph
 * @param truncated whether the limit excluded senses
 */
public record HypernymGraph(List<Node> nodes, List<Link> links, boolean truncated) {
    /** Copies the lists. */
    public HypernymGraph {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /**
     * A sense of the graph.
     *
     * @param sense the number of the sense in the wordnet
     * @param level 0 for central senses, positive for hypernyms, negative for hyponyms
     * @param hiddenHyponyms the number of hyponyms that are not in the graph
     */
    public record Node(int sense, int level, int hiddenHyponyms) {}

    /**
     * A link from a sense to its hypernym.
     *
     * @param from the number of the more specific sense
     * @param to the number of its hypernym
     */
    public record Link(int from, int to) {}

    /**
     * Builds the graph breadth-first, hypernyms before hyponyms.
     *
     * @param wordnet the wordnet
     * @param focus the central senses
     * @param up the number of levels of hypernyms
     * @param down the number of levels of hyponyms
     * @param limit the maximum number of senses, at least 1
     * @return the graph
     */
    public static HypernymGraph around(SenseGraph wordnet, List<Integer> focus, int up, int down, int limit) {
        Collector collector = new Collector(limit);
        focus.forEach(sense -> collector.add(sense, 0));
        Set<Link> links = new LinkedHashSet<>();
        Queue<Integer> rising = new ArrayDeque<>(collector.senses());
        while (!rising.isEmpty()) {
            int sense = rising.remove();
            int level = collector.level(sense);
            for (int above : level < up ? wordnet.hypernyms(sense) : List.<Integer>of()) {
                if (collector.add(above, level + 1)) {
                    rising.add(above);
                }
                collector.link(links, sense, above);
            }
        }
        Queue<Integer> falling = new ArrayDeque<>(collector.senses().stream()
                .filter(sense -> collector.level(sense) == 0)
                .toList());
        while (!falling.isEmpty()) {
            int sense = falling.remove();
            int level = collector.level(sense);
            for (int below : level > -down ? wordnet.hyponyms(sense) : List.<Integer>of()) {
                if (collector.add(below, level - 1)) {
                    falling.add(below);
                }
                collector.link(links, below, sense);
            }
        }
        Map<Integer, Integer> shown = new HashMap<>();
        links.forEach(link -> shown.merge(link.to(), 1, Integer::sum));
        List<Node> nodes = collector.senses().stream()
                .map(sense -> new Node(
                        sense, collector.level(sense), wordnet.hyponyms(sense).size() - shown.getOrDefault(sense, 0)))
                .toList();
        return new HypernymGraph(nodes, List.copyOf(links), collector.truncated);
    }

    /** Collects senses up to a limit. */
    private static final class Collector {
        private final SequencedMap<Integer, Integer> levels = new LinkedHashMap<>();
        private final int limit;
        private boolean truncated;

        Collector(int limit) {
            this.limit = limit;
        }

        /** Adds a sense, unless it is present or the limit is reached. Returns whether it was added. */
        boolean add(int sense, int level) {
            if (levels.containsKey(sense)) {
                return false;
            }
            if (levels.size() >= limit) {
                truncated = true;
                return false;
            }
            levels.put(sense, level);
            return true;
        }

        List<Integer> senses() {
            return new ArrayList<>(levels.keySet());
        }

        int level(int sense) {
            return levels.getOrDefault(sense, 0);
        }

        void link(Set<Link> links, int from, int to) {
            if (levels.containsKey(from) && levels.containsKey(to)) {
                links.add(new Link(from, to));
            }
        }
    }
}
