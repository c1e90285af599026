package org.wvtoolkit.thesaurus;

import java.util.Arrays;

/**
 * Which sense is a kind of which: WordNet's hypernyms, instances' classes among them, as a directed
 * graph without circles. For every sense all its ancestors are kept with the length of the shortest
 * way to them, in arrays, so that two senses meet in one merge of two short sorted lists.
 *
 * <p>Verbs have no common root; one is added above all their tops, so that any two meet. Depth
 * counts nodes: a root has 1.
 *
 * <p>Immutable and safe for concurrent use.
 */
final class Taxonomy {
    /** The root that verbs are given; it stands in no array. */
    static final int ADDED_ROOT = -1;

    private final int[][] hypernyms;
    private final byte[] parts;
    private final int[] ancestorStart;
    private final int[] ancestors;
    private final byte[] distances;
    private final byte[] leastDepth;
    private final byte[] greatestDepth;
    private final byte[] toRoot;
    private final int[] height = new int[PartOfSpeech.values().length];

    /**
     * @param hypernyms for each sense the senses right above it
     * @param parts for each sense the number of its part of speech
     */
    Taxonomy(int[][] hypernyms, byte[] parts) {
        this.parts = parts;
        this.hypernyms = new CycleBreaker(hypernyms).withoutCircles();
        int senses = hypernyms.length;
        leastDepth = new byte[senses];
        greatestDepth = new byte[senses];
        toRoot = new byte[senses];
        ancestorStart = new int[senses + 1];
        int[][] ids = new int[senses][];
        byte[][] steps = new byte[senses][];
        for (int sense = 0; sense < senses; sense++) {
            fill(sense, ids, steps);
            ancestorStart[sense + 1] = ancestorStart[sense] + ids[sense].length;
            height[parts[sense]] = Math.max(height[parts[sense]], greatestDepth[sense] - 1);
        }
        ancestors = new int[ancestorStart[senses]];
        distances = new byte[ancestors.length];
        for (int sense = 0; sense < senses; sense++) {
            System.arraycopy(ids[sense], 0, ancestors, ancestorStart[sense], ids[sense].length);
            System.arraycopy(steps[sense], 0, distances, ancestorStart[sense], ids[sense].length);
        }
    }

    /** What is above a sense, from what is above its hypernyms. No way up has more than some twenty steps. */
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
            least = Math.min(least, leastDepth[above] + 1);
            greatest = Math.max(greatest, greatestDepth[above] + 1);
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
        ids[sense] = own;
        steps[sense] = ownSteps;
        leastDepth[sense] = (byte) least;
        greatestDepth[sense] = (byte) greatest;
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

    /** The senses right above one. */
    int[] hypernyms(int sense) {
        return hypernyms[sense].clone();
    }

    /** The most steps from a root down to a sense, an added root's included. */
    int height(int partOfSpeech) {
        return height[partOfSpeech];
    }

    /** Nodes on the shortest way from a root to a sense, both counted. */
    int leastDepth(int sense) {
        return sense == ADDED_ROOT ? 1 : leastDepth[sense];
    }

    /** Nodes on the longest way from a root to a sense, both counted. */
    int greatestDepth(int sense) {
        return sense == ADDED_ROOT ? 1 : greatestDepth[sense];
    }

    /** Adds a weight to a sense and everything above it, each once. */
    void addUpwards(int sense, double weight, double[] sums) {
        for (int i = ancestorStart[sense]; i < ancestorStart[sense + 1]; i++) {
            sums[ancestors[i]] += weight;
        }
    }

    /**
     * Finds where two senses meet.
     *
     * @param a a sense
     * @param b another or the same
     * @param common emptied, then filled with the ancestors they share, themselves included and the
     *     added root last; stays empty where they share none
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
