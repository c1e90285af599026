package org.wvtoolkit.relations;

import com.carrotsearch.hppc.IntArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shortest path between two words over the senses of a wordnet.
 *
 * @param start a sense of the first word
 * @param steps the edges to a sense of the second word; empty if the words share the sense
 */
public record SensePath(int start, List<SenseGraph.Edge> steps) {
    /** Copies the list. */
    public SensePath {
        steps = List.copyOf(steps);
    }

    /**
     * Finds a shortest path by breadth-first search. Among several, the result is the first one in
     * the order of senses and edges.
     *
     * @param graph the wordnet
     * @param from a word, in any form
     * @param to another word
     * @param relations the relations to follow
     * @return the path; empty if a word is unknown or there is no path
     */
    public static Optional<SensePath> between(SenseGraph graph, String from, String to, Set<SenseRelation> relations) {
        int[] begins = graph.sensesOf(from);
        int[] ends = graph.sensesOf(to);
        Arrays.sort(ends);
        int[] arrivedBy = new int[graph.senses()];
        int[] arrivedFrom = new int[graph.senses()];
        Arrays.fill(arrivedBy, -1);
        Arrays.fill(arrivedFrom, -1);
        IntArrayDeque open = new IntArrayDeque();
        for (int begin : begins) {
            arrivedFrom[begin] = begin;
            open.addLast(begin);
        }
        SenseGraphArrays arrays = graph.arrays;
        while (!open.isEmpty()) {
            int sense = open.removeFirst();
            if (Arrays.binarySearch(ends, sense) >= 0) {
                return Optional.of(path(graph, sense, arrivedBy, arrivedFrom));
            }
            for (int edge = arrays.edgeStart()[sense]; edge < arrays.edgeStart()[sense + 1]; edge++) {
                int target = arrays.edgeTarget()[edge];
                if (arrivedFrom[target] < 0 && relations.contains(graph.relation(edge))) {
                    arrivedFrom[target] = sense;
                    arrivedBy[target] = edge - arrays.edgeStart()[sense];
                    open.addLast(target);
                }
            }
        }
        return Optional.empty();
    }

    private static SensePath path(SenseGraph graph, int end, int[] arrivedBy, int[] arrivedFrom) {
        List<SenseGraph.Edge> steps = new ArrayList<>();
        int sense = end;
        while (arrivedBy[sense] >= 0) {
            steps.add(graph.edges(arrivedFrom[sense]).get(arrivedBy[sense]));
            sense = arrivedFrom[sense];
        }
        Collections.reverse(steps);
        return new SensePath(sense, steps);
    }
}
