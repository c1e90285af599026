package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayDeque;
import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.cursors.IntCursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The most specific hypernym that several words have in common in a wordnet.
 *
 * @param sense the hypernym
 * @param words the number of words below it, at least 2
 */
public record CommonKind(int sense, int words) {
    /**
     * Finds the common hypernym of words.
     *
     * @param graph the wordnet
     * @param words the words, in any form; unknown ones are ignored
     * @param share the minimum share of the known words below the hypernym, above 0 and at most 1; at least
     *     two words in any case
     * @return among the senses with words that are above enough words, the one with the greatest depth, then the most
     *     words, then the smallest number; empty if no word is known or no sense is above enough
     *     words
     */
    public static Optional<CommonKind> of(SenseGraph graph, List<String> words, double share) {
        Map<Integer, Integer> counts = new TreeMap<>();
        int known = 0;
        for (String word : words) {
            IntHashSet above = above(graph, word);
            known += above.isEmpty() ? 0 : 1;
            for (IntCursor sense : above) {
                counts.merge(sense.value, 1, Integer::sum);
            }
        }
        double least = Math.max(2, share * known);
        CommonKind best = null;
        int bestDepth = -1;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() >= least && graph.hasWords(entry.getKey())) {
                int depth = depth(graph, entry.getKey());
                if (depth > bestDepth || (depth == bestDepth && best != null && entry.getValue() > best.words)) {
                    best = new CommonKind(entry.getKey(), entry.getValue());
                    bestDepth = depth;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns all senses of a word and all their hypernyms, at any distance. */
    private static IntHashSet above(SenseGraph graph, String word) {
        IntHashSet seen = new IntHashSet();
        IntArrayDeque open = new IntArrayDeque();
        for (int sense : graph.sensesOf(word)) {
            if (seen.add(sense)) {
                open.addLast(sense);
            }
        }
        while (!open.isEmpty()) {
            for (SenseGraph.Edge edge : graph.edges(open.removeFirst())) {
                if (edge.relation().isHypernym() && seen.add(edge.target())) {
                    open.addLast(edge.target());
                }
            }
        }
        return seen;
    }

    /** Returns the length of the shortest path from a sense to a root. */
    private static int depth(SenseGraph graph, int sense) {
        IntHashSet seen = IntHashSet.from(sense);
        IntArrayDeque open = new IntArrayDeque();
        open.addLast(sense);
        for (int depth = 0; !open.isEmpty(); depth++) {
            for (int left = open.size(); left > 0; left--) {
                boolean isRoot = true;
                for (SenseGraph.Edge edge : graph.edges(open.removeFirst())) {
                    if (edge.relation().isHypernym()) {
                        isRoot = false;
                        if (seen.add(edge.target())) {
                            open.addLast(edge.target());
                        }
                    }
                }
                if (isRoot) {
                    return depth;
                }
            }
        }
        return 0;
    }
}
