package org.wvtoolkit.thesaurus;

import com.carrotsearch.hppc.IntArrayList;
import java.util.Arrays;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Hypernym hierarchy of the nouns and of the verbs of a wordnet, including the classes of instances, as a directed
 * acyclic graph. Immutable and thread-safe.
 *
 * <p>Each sense has sorted arrays of its ancestors and of the lengths of the shortest paths to
 * them, so common ancestors are found by merging two short lists. Verbs have no common root, so one
 * is added above all their roots. Nouns of wordnets other than Princeton WordNet may have several roots; nouns below
 * different roots have no common ancestor. Depth counts nodes: a root has depth 1.
 */
public final class Taxonomy {
    /** Added root of the verbs, which is not in any array. */
    static final int ADDED_ROOT = -1;

    /** Maximum depth of a hierarchy; that of WordNet is 20. Depths and distances are stored as bytes. */
    private static final int MAX_DEPTH = 100;

    private final SenseGraph graph;
    private final int[][] hypernyms;
    private final byte[] parts;
    private final int[] ancestorStart;
    private final int[] ancestors;
    private final byte[] distances;
    private final byte[] minDepth;
    private final byte[] maxDepth;
    private final byte[] toRoot;
    private final int[] height = new int[PartOfSpeech.values().length];

    private Taxonomy(SenseGraph graph) {
        int senses = graph.senses();
        this.graph = graph;
        this.parts = new byte[senses];
        for (int sense = 0; sense < senses; sense++) {
            parts[sense] = (byte) graph.partOfSpeech(sense).number();
        }
        this.hypernyms = new CycleBreaker(hypernyms(graph)).withoutCycles();
        minDepth = new byte[senses];
        maxDepth = new byte[senses];
        toRoot = new byte[senses];
        ancestorStart = new int[senses + 1];
        int[][] ids = new int[senses][];
        byte[][] steps = new byte[senses][];
        for (int sense = 0; sense < senses; sense++) {
            fill(sense, ids, steps);
            ancestorStart[sense + 1] = Math.addExact(ancestorStart[sense], ids[sense].length);
            height[parts[sense]] = Math.max(height[parts[sense]], maxDepth[sense] - 1);
        }
        ancestors = new int[ancestorStart[senses]];
        distances = new byte[ancestors.length];
        for (int sense = 0; sense < senses; sense++) {
            System.arraycopy(ids[sense], 0, ancestors, ancestorStart[sense], ids[sense].length);
            System.arraycopy(steps[sense], 0, distances, ancestorStart[sense], ids[sense].length);
        }
    }

    /**
     * Creates the hierarchy of a wordnet. That of WordNet takes about a tenth of a second and 15 MB.
     *
     * @param graph the wordnet
     * @return the hierarchy
     * @throws UnsuitableInputException if it is deeper than 100 levels
     */
    public static Taxonomy of(SenseGraph graph) {
        return new Taxonomy(graph);
    }

    /** Returns the direct hypernyms of each noun and verb that have the same part of speech. */
    private static int[][] hypernyms(SenseGraph graph) {
        int[][] hypernyms = new int[graph.senses()][];
        for (int sense = 0; sense < hypernyms.length; sense++) {
            IntArrayList above = new IntArrayList();
            if (graph.partOfSpeech(sense).hasHierarchy()) {
                for (SenseGraph.Edge edge : graph.edges(sense)) {
                    if (edge.relation().isHypernym()
                            && graph.partOfSpeech(edge.target()) == graph.partOfSpeech(sense)) {
                        above.add(edge.target());
                    }
                }
            }
            hypernyms[sense] = above.toArray();
        }
        return hypernyms;
    }

    /**
     * Returns the wordnet.
     *
     * @return the wordnet
     */
    public SenseGraph graph() {
        return graph;
    }

    static UnsuitableInputException tooDeep() {
        return new UnsuitableInputException("the hierarchy of the wordnet is deeper than " + MAX_DEPTH
                + " levels, which similarity measures do not support; check its hypernyms");
    }

    /** Computes the ancestors of a sense from those of its hypernyms. */
    private void fill(int sense, int[][] ids, byte[][] steps) {
        if (ids[sense] != null) {
            return;
        }
        int[] own = {sense};
        byte[] ownSteps = {0};
        int top = rootIsAdded(sense) ? 2 : 1;
        int least = hypernyms[sense].length == 0 ? top : Byte.MAX_VALUE;
        int greatest = top;
        int root = hypernyms[sense].length == 0 ? top - 1 : Byte.MAX_VALUE;
        for (int above : hypernyms[sense]) {
            fill(above, ids, steps);
            least = Math.min(least, minDepth[above] + 1);
            greatest = Math.max(greatest, maxDepth[above] + 1);
            root = Math.min(root, toRoot[above] + 1);
            int[] merged = new int[own.length + ids[above].length];
            byte[] mergedSteps = new byte[merged.length];
            int size = 0;
            int i = 0;
            int j = 0;
            while (i < own.length || j < ids[above].length) {
                int left = i < own.length ? own[i] : Integer.MAX_VALUE;
                int right = j < ids[above].length ? ids[above][j] : Integer.MAX_VALUE;
                int distance = Byte.MAX_VALUE;
                if (left <= right) {
                    distance = ownSteps[i++];
                }
                if (right <= left) {
                    distance = Math.min(distance, steps[above][j++] + 1);
                }
                merged[size] = Math.min(left, right);
                mergedSteps[size++] = (byte) distance;
            }
            own = Arrays.copyOf(merged, size);
            ownSteps = Arrays.copyOf(mergedSteps, size);
        }
        if (greatest > MAX_DEPTH) {
            throw tooDeep();
        }
        ids[sense] = own;
        steps[sense] = ownSteps;
        minDepth[sense] = (byte) least;
        maxDepth[sense] = (byte) greatest;
        toRoot[sense] = (byte) root;
    }

    boolean rootIsAdded(int sense) {
        return parts[sense] == PartOfSpeech.VERB.number();
    }

    int size() {
        return parts.length;
    }

    int partOfSpeech(int sense) {
        return parts[sense];
    }

    /** Returns the direct hypernyms of a sense. */
    int[] hypernyms(int sense) {
        return hypernyms[sense].clone();
    }

    /** Returns the maximum number of steps from a root to a sense, including an added root. */
    int height(int partOfSpeech) {
        return height[partOfSpeech];
    }

    /** Returns the number of nodes on the shortest path from a root to a sense, inclusive. */
    int minDepth(int sense) {
        return sense == ADDED_ROOT ? 1 : minDepth[sense];
    }

    /** Returns the number of nodes on the longest path from a root to a sense, inclusive. */
    int maxDepth(int sense) {
        return sense == ADDED_ROOT ? 1 : maxDepth[sense];
    }

    /** Adds a weight to a sense and each of its ancestors once. */
    void addUpwards(int sense, double weight, double[] sums) {
        for (int i = ancestorStart[sense]; i < ancestorStart[sense + 1]; i++) {
            sums[ancestors[i]] += weight;
        }
    }

    /**
     * Finds the common ancestors of two senses.
     *
     * @param a a sense
     * @param b another sense or the same
     * @param common cleared and then filled with the common ancestors, including the senses
     *     themselves, with the added root last; empty if there are none
     */
    void meet(int a, int b, CommonAncestors common) {
        common.clear();
        if (parts[a] != parts[b]) {
            return;
        }
        int i = ancestorStart[a];
        int j = ancestorStart[b];
        while (i < ancestorStart[a + 1] && j < ancestorStart[b + 1]) {
            int difference = Integer.compare(ancestors[i], ancestors[j]);
            if (difference == 0) {
                common.add(ancestors[i], distances[i], distances[j]);
            }
            if (difference <= 0) {
                i++;
            }
            if (difference >= 0) {
                j++;
            }
        }
        if (rootIsAdded(a)) {
            common.add(ADDED_ROOT, toRoot[a], toRoot[b]);
        }
    }
}
