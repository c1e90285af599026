package org.wvtoolkit.thesaurus;

import java.util.Arrays;

/**
 * Removes hypernym edges that close a cycle: WordNet 3.0 has two verbs that are hypernyms of each
 * other. Senses are visited in a fixed order, so the removed edges are always the same.
 */
final class CycleBreaker {
    private static final byte ON_PATH = 1;
    private static final byte DONE = 2;

    /** Maximum number of senses on a path, because each takes a part of the stack. */
    private static final int MAX_PATH = 1000;

    private final int[][] hypernyms;
    private final byte[] state;

    CycleBreaker(int[][] hypernyms) {
        this.hypernyms = hypernyms.clone();
        this.state = new byte[hypernyms.length];
    }

    int[][] withoutCycles() {
        for (int sense = 0; sense < hypernyms.length; sense++) {
            visit(sense, 1);
        }
        return hypernyms;
    }

    private void visit(int sense, int length) {
        if (state[sense] == DONE) {
            return;
        }
        if (length > MAX_PATH) {
            throw Taxonomy.tooDeep();
        }
        state[sense] = ON_PATH;
        int[] kept = new int[hypernyms[sense].length];
        int count = 0;
        for (int above : hypernyms[sense]) {
            if (state[above] != ON_PATH) {
                visit(above, length + 1);
            }
            if (state[above] == DONE) {
                kept[count++] = above;
            }
        }
        hypernyms[sense] = Arrays.copyOf(kept, count);
        state[sense] = DONE;
    }
}
