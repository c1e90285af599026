package org.wvtoolkit.cooccurrence;

import java.lang.foreign.MemorySegment;

/**
 * Counts the contexts of words, one word at a time, in the token sequence of a block. Not
 * thread-safe.
 */
final class RowCounter {
    private final CorpusBlock block;
    private final int window;
    private final long[] weights;
    private final boolean left;
    private final boolean right;
    private final int[] leftBase;
    private final int[] rightBase;

    /**
     * Creates a counter for a block.
     *
     * @param block the block
     * @param options the counting options
     * @param weights weights by distance
     * @param words size of the vocabulary, which is the width of a slot
     */
    RowCounter(CorpusBlock block, CooccurrenceOptions options, WindowWeights weights, int words) {
        this.block = block;
        this.window = options.window();
        this.weights = weights.weights();
        this.left = options.side() != ContextSide.RIGHT;
        this.right = options.side() != ContextSide.LEFT;
        this.leftBase = new int[window + 1];
        this.rightBase = new int[window + 1];
        if (options.positional()) {
            for (int d = 1; d <= window; d++) {
                leftBase[d] = (window - d) * words;
                rightBase[d] = ((left ? window : 0) + d - 1) * words;
            }
        }
    }

    /**
     * Adds the contexts of a word that fall into a range of columns.
     *
     * @param word the row
     * @param fromColumn first column, which is column 0 of {@code sums}
     * @param toColumn index after the last column
     * @param sums added to
     */
    void count(int word, int fromColumn, int toColumn, RowSums sums) {
        MemorySegment sequence = block.sequence();
        MemorySegment positions = block.wordPositions();
        int end = block.positionsBegin(word + 1);
        for (int i = block.positionsBegin(word); i < end; i++) {
            int position = positions.getAtIndex(CorpusBlock.INT, i);
            if (left) {
                // Both ends of the sequence are boundaries, so no window exceeds it.
                for (int d = 1; d <= window; d++) {
                    int context = sequence.getAtIndex(CorpusBlock.INT, position - d);
                    if (context < 0) {
                        if (context == CorpusBlock.BOUNDARY) {
                            break;
                        }
                        continue;
                    }
                    int column = context + leftBase[d];
                    if (column >= fromColumn && column < toColumn) {
                        sums.add(column - fromColumn, weights[d]);
                    }
                }
            }
            if (right) {
                for (int d = 1; d <= window; d++) {
                    int context = sequence.getAtIndex(CorpusBlock.INT, position + d);
                    if (context < 0) {
                        if (context == CorpusBlock.BOUNDARY) {
                            break;
                        }
                        continue;
                    }
                    int column = context + rightBase[d];
                    if (column >= fromColumn && column < toColumn) {
                        sums.add(column - fromColumn, weights[d]);
                    }
                }
            }
        }
    }
}
