package org.wvtoolkit.cooccurrence;

import java.util.Arrays;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrCellWriter;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Division of a corpus that keeps counting within a memory budget. It does not affect the result.
 *
 * @param columns number of columns of the matrix
 * @param rangeColumns number of columns whose sums are held in memory at a time; rows are counted
 *     range by range
 * @param blockTokens number of tokens in a block
 * @param parts number of threads that load a block
 * @param rowBounds first row of each piece, followed by the number of rows
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
record CountingPlan(int columns, int rangeColumns, long blockTokens, int parts, int[] rowBounds) {
    /**
     * Maximum number of columns in a range: eight million bytes of sums; more would exceed the
     * caches and be slow to clear and to scan.
     */
    private static final int MAX_RANGE_COLUMNS = 1 << 20;

    private static final int MIN_RANGE_COLUMNS = 1 << 12;
    private static final long MIN_BLOCK_TOKENS = 1 << 12;

    /** Estimated maximum size of an encoded piece, unless it is a single row. */
    private static final long PIECE_BYTES = 2 << 20;

    private static final int FORECAST_CELL_BYTES = 4;

    /** Memory of a thread in addition to its sums: the piece being encoded and cells to be written. */
    private static final long THREAD_BYTES = 2 * PIECE_BYTES + CsrCellWriter.BYTES;

    static CountingPlan of(EncodedCorpus corpus, CooccurrenceOptions options, Resources resources) {
        Vocabulary vocabulary = corpus.vocabulary();
        int words = vocabulary.size();
        int columns = columns(words, options);
        long memory = resources.memoryBytes();
        int threads = resources.threads();
        int rangeColumns = Math.min(
                columns, Math.clamp(memory / 4 / threads / RowSums.bytes(1), MIN_RANGE_COLUMNS, MAX_RANGE_COLUMNS));
        int parts = Math.clamp(memory / 8 / Math.max(1, CorpusBlock.overhead(words, 1)), 1, threads);
        long left = memory
                - threads * (RowSums.bytes(rangeColumns) + THREAD_BYTES)
                - CorpusBlock.overhead(words, parts)
                - 8L * words;
        // The id and position of a token, and a boundary for each sentence plus 10 % for varying
        // sentence lengths.
        double tokenBytes = 8.5 + 4.4 * corpus.sentences() / Math.max(1, corpus.tokens());
        long blockTokens = Math.clamp((long) (left / tokenBytes), MIN_BLOCK_TOKENS, CorpusBlock.MAX_TOKENS);
        long blocks = Math.max(1, (corpus.tokens() + blockTokens - 1) / blockTokens);
        // Blocks of equal size, to avoid a small last block.
        blockTokens = Math.max(1, (corpus.tokens() + blocks - 1) / blocks);
        return new CountingPlan(
                columns, rangeColumns, blockTokens, parts, rowBounds(vocabulary, options, blocks, threads));
    }

    /** Returns the number of columns, which must fit an int. */
    static int columns(int words, CooccurrenceOptions options) {
        long columns = (long) words * options.slots();
        if (columns > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(words + " words at " + options.slots()
                    + " positions exceed the maximum number of columns; use a smaller window or fewer words");
        }
        return (int) columns;
    }

    /**
     * Divides the rows into pieces of limited size, and of limited work so that all threads finish
     * together.
     */
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

    /** Returns the number of pieces of the rows. */
    int pieces() {
        return rowBounds.length - 1;
    }

    /** Returns the number of ranges of the columns. */
    int ranges() {
        return (columns + rangeColumns - 1) / rangeColumns;
    }
}
