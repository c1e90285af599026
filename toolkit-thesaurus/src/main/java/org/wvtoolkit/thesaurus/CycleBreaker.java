package org.wvtoolkit.thesaurus;

import java.util.Arrays;

/**
 * Leaves out hypernyms that lead back to where they came from: WordNet 3.0 has two verbs that are
 * each a kind of the other. Senses are visited in their order, so the same edges are left out every
 * time.
 */
final class CycleBreaker {
    private static final byte ON_THE_WAY = 1;
    private static final byte DONE = 2;

    private final int[][] hypernyms;
    private final byte[] state;

    CycleBreaker(int[][] hypernyms) {
        this.hypernyms = hypernyms.clone();
        this.state = new byte[hypernyms.length];
    }

    int[][] withoutCircles() {
        for (int sense = 0; sense < hypernyms.length; sense++) {
            visit(sense);
        }
        return hypernyms;
    }

    private void visit(int sense) {
        if (state[sense] == DONE) {
            return;
        }
        state[sense] = ON_THE_WAY;
        int[] kept = new int[hypernyms[sense].length];
        int count = 0;
        for (int above : hypernyms[sense]) {
            visitUnlessOnTheWay(above);
            if (state[above] == DONE) {
                kept[count++] = above;
            }
        }
        hypernyms[sense] = Arrays.copyOf(kept, count);
        state[sense] = DONE;
    }

    private void visitUnlessOnTheWay(int sense) {
        if (state[sense] != ON_THE_WAY) {
            visit(sense);
        }
    }
}
