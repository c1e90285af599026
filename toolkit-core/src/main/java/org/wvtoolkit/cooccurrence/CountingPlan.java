package org.wvtoolkit.cooccurrence;

import java.util.Arrays;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrCellWriter;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * How a corpus is cut so that counting fits into a memory budget. Nothing here shows in the result.
 *
 * @param columns of the matrix
 * @param rangeColumns columns whose sums are held at a time; rows are counted range by range
 * @param blockTokens tokens of a block
 * @param parts threads that load a block
 * @param rowBounds first row of each piece, and the number of rows at the end
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
record CountingPlan(int columns, int rangeColumns, long blockTokens, int parts, int[] rowBounds) {
    /** The widest range: eight million sums would be slow to clear and to search, and larger than caches. */
    private static final int MOST_RANGE_COLUMNS = 1 << 20;

    private static final int LEAST_RANGE_COLUMNS = 1 << 12;
    private static final long LEAST_BLOCK_TOKENS = 1 << 12;

    /** What a piece may take once encoded, by a rough forecast, unless it is a single row. */
    private static final long PIECE_BYTES = 2 << 20;

    private static final int FORECAST_CELL_BYTES = 4;

    /** What a thread may take beside its sums: a piece being encoded and cells on their way to the file. */
    private static final long THREAD_BYTES = 2 * PIECE_BYTES + CsrCellWriter.BYTES;

    static CountingPlan of(EncodedCorpus corpus, CooccurrenceOptions options, Resources resources) {
        Vocabulary vocabulary = corpus.vocabulary();
        int words = vocabulary.size();
        int columns = columns(words, options);
        long memory = resources.memoryBytes();
        int threads = resources.threads();
        int rangeColumns = Math.min(
                columns, Math.clamp(memory / 4 / threads / RowSums.bytes(1), LEAST_RANGE_COLUMNS, MOST_RANGE_COLUMNS));
        int parts = Math.clamp(memory / 8 / Math.max(1, CorpusBlock.overhead(words, 1)), 1, threads);
        long left = memory
                - threads * (RowSums.bytes(rangeColumns) + THREAD_BYTES)
                - CorpusBlock.overhead(words, parts)
                - 8L * words;
        // A token's id and place, and a boundary for each sentence; a tenth more, as sentences are not all of one
        // length.
        double tokenBytes = 8.5 + 4.4 * corpus.sentences() / Math.max(1, corpus.tokens());
        long blockTokens = Math.clamp((long) (left / tokenBytes), LEAST_BLOCK_TOKENS, CorpusBlock.MAX_TOKENS);
        long blocks = Math.max(1, (corpus.tokens() + blockTokens - 1) / blockTokens);
        // Blocks of equal size, rather than a small one at the end.
        blockTokens = Math.max(1, (corpus.tokens() + blocks - 1) / blocks);
        return new CountingPlan(
                columns, rangeColumns, blockTokens, parts, rowBounds(vocabulary, options, blocks, threads));
    }

    /** Returns the number of columns, which must fit an int. */
    static int columns(int words, CooccurrenceOptions options) {
        long columns = (long) words * options.slots();
        if (columns > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(words + " words at " + options.slots()
                    + " places are more columns than a matrix can have; take a smaller window or fewer words");
        }
        return (int) columns;
    }

    /** Cuts the rows into pieces of limited size, and of limited work so that all threads end together. */
    private static int[] rowBounds(Vocabulary vocabulary, CooccurrenceOptions options, long blocks, int threads) {
        int words = vocabulary.size();
        long reach = options.side() == ContextSide.SYMMETRIC ? 2L * options.window() : options.window();
        long pieceTokens = vocabulary.totalCount() / blocks / (16L * threads) + 1;
        int[] bounds = new int[64];
        int pieces = 0;
        long tokens = 0;
        long bytes = 0;
        for (int word = 0; word < words; word++) {
            long count = vocabulary.count(word) / blocks + 1;
            long cells = Math.min(count * reach, (long) words * options.slots());
            if (word > bounds[pieces]
                    && (bytes + cells * FORECAST_CELL_BYTES > PIECE_BYTES || tokens + count > pieceTokens)) {
                if (pieces + 2 >= bounds.length) {
                    bounds = Arrays.copyOf(bounds, 2 * bounds.length);
                }
                bounds[++pieces] = word;
                tokens = 0;
                bytes = 0;
            }
            tokens += count;
            bytes += cells * FORECAST_CELL_BYTES;
        }
        bounds[++pieces] = words;
        return Arrays.copyOf(bounds, pieces + 1);
    }

    /** How many pieces the rows are cut into. */
    int pieces() {
        return rowBounds.length - 1;
    }

    /** How many ranges the columns are cut into. */
    int ranges() {
        return (columns + rangeColumns - 1) / rangeColumns;
    }
}
