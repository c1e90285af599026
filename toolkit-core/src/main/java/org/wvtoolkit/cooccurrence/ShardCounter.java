package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Co-occurrence counter that processes a corpus in shards. {@link #count} converts one shard to
 * encoded integer sums, one byte array per range of rows. {@link #merge} adds the arrays of all
 * shards for a range of rows. Integer sums are exact, so the result equals
 * that of {@link CooccurrenceCounter} on the whole corpus bit by bit, for any division of the
 * corpus at sentence boundaries and any order of merging.
 *
 * <p>Immutable and thread-safe. A call of {@link #count} uses about 9 bytes of off-heap memory per
 * token of the shard and 8 bytes per word, and at most 20 MiB of heap in addition to the encoded
 * arrays.
 *
 * <p>Not part of the public API.
 */
public final class ShardCounter {
    /** Number of columns whose sums are stored at a time; encoder and decoder use the same ranges. */
    private static final int RANGE_COLUMNS = 1 << 20;

    /** Maximum number of tokens in a shard. */
    public static final long MAX_SHARD_TOKENS = CorpusBlock.MAX_TOKENS;

    private final Vocabulary vocabulary;
    private final CooccurrenceOptions options;
    private final WindowWeights weights;
    private final int columns;

    /**
     * Creates a counter for all shards of one corpus.
     *
     * @param vocabulary the vocabulary of the whole corpus, with its counts
     * @param options counting options
     * @param corpusTokens number of tokens of the whole corpus, at least 0; determines the
     *     resolution of harmonic weights
     * @throws IllegalArgumentException if the matrix would have more than 2³¹ − 65 columns
     */
    public ShardCounter(Vocabulary vocabulary, CooccurrenceOptions options, long corpusTokens) {
        this.vocabulary = vocabulary;
        this.options = options;
        this.weights = WindowWeights.of(options.weighting(), options.window(), corpusTokens);
        this.columns = CountingPlan.columns(vocabulary.size(), options);
    }

    /** Consumer of the encoded sums of ranges of rows. */
    @FunctionalInterface
    public interface RunConsumer {
        /**
         * Processes the sums of one range.
         *
         * @param piece index of the range
         * @param run the encoded sums; the consumer owns the array
         * @throws IOException if it cannot be stored
         */
        void accept(int piece, byte[] run) throws IOException;
    }

    /** Consumer of merged rows. */
    @FunctionalInterface
    public interface RowConsumer {
        /**
         * Processes cells of a row. Rows arrive in ascending order; a wide row may arrive in
         * several calls.
         *
         * @param row row number
         * @param columns ascending column numbers; overwritten by the next call
         * @param sums sums of the cells, above 0; the count of a cell is its sum divided by {@link
         *     #divisor}; overwritten by the next call
         * @param cells number of cells, at least 0
         * @throws IOException if they cannot be stored
         */
        void accept(int row, int[] columns, long[] sums, int cells) throws IOException;
    }

    /**
     * Returns the number of columns of the matrix.
     *
     * @return vocabulary size times the context slots of the options
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the divisor that turns the sum of a cell into its count.
     *
     * @return at least 1
     */
    public double divisor() {
        return weights.divisor();
    }

    /**
     * Divides the rows into ranges with about equal numbers of cells.
     *
     * @param pieces requested number of ranges, at least 1
     * @return the first row of each range, followed by the number of rows; strictly ascending, so a
     *     small matrix has fewer ranges
     */
    public int[] rowBounds(int pieces) {
        int words = vocabulary.size();
        long reach = options.side() == ContextSide.SYMMETRIC ? 2L * options.window() : options.window();
        double total = 0;
        for (int word = 0; word < words; word++) {
            total += cells(word, reach);
        }
        int[] bounds = new int[Math.min(pieces, Math.max(1, words)) + 1];
        int count = 0;
        double sum = 0;
        for (int word = 0; word < words; word++) {
            sum += cells(word, reach);
            if (sum >= total * (count + 1) / (bounds.length - 1) && count < bounds.length - 2) {
                bounds[++count] = word + 1;
            }
        }
        if (bounds[count] < words || count == 0) {
            bounds[++count] = words;
        }
        return Arrays.copyOf(bounds, count + 1);
    }

    private int ranges() {
        return Math.ceilDiv(columns, RANGE_COLUMNS);
    }

    private double cells(int word, long reach) {
        return 1 + Math.min((double) vocabulary.count(word) * reach, columns);
    }

    /**
     * Counts one shard.
     *
     * @param shard a part of the corpus of whole sentences, with at most {@link #MAX_SHARD_TOKENS}
     *     tokens
     * @param rowBounds ranges of rows as returned by {@link #rowBounds}
     * @param runs receives the encoded sums of every range, in ascending order
     * @throws IllegalArgumentException if the shard is too large
     * @throws IOException if the thread is interrupted, or {@code runs} fails
     */
    public void count(EncodedCorpus shard, int[] rowBounds, RunConsumer runs) throws IOException {
        if (shard.tokens() > MAX_SHARD_TOKENS) {
            throw new IllegalArgumentException(
                    "a shard must have at most " + MAX_SHARD_TOKENS + " tokens: " + shard.tokens());
        }
        TokenFilter filter = new TokenFilter(options, vocabulary);
        RowSums sums = new RowSums(Math.max(1, Math.min(columns, RANGE_COLUMNS)));
        RunEncoder encoder = new RunEncoder();
        try (CorpusBlock block = CorpusBlock.load(shard, filter, options.window(), 0, shard.tokens(), 1)) {
            RowCounter counter = new RowCounter(block, options, weights, vocabulary.size());
            for (int piece = 0; piece < rowBounds.length - 1; piece++) {
                encoder.clear();
                for (int row = rowBounds[piece]; row < rowBounds[piece + 1]; row++) {
                    for (int range = 0; range < ranges(); range++) {
                        int from = range * RANGE_COLUMNS;
                        counter.count(row, from, from + Math.min(columns - from, RANGE_COLUMNS), sums);
                        int size = sums.drain();
                        encoder.add(sums.columns(), sums.values(), size);
                    }
                }
                runs.accept(piece, Arrays.copyOf(encoder.bytes(), encoder.length()));
            }
        }
    }

    /**
     * Adds the sums of all shards for one range of rows.
     *
     * @param fromRow first row of the range
     * @param toRow end of the rows, exclusive
     * @param runs one array per shard, in any order
     * @param rows receives the sums of the cells
     * @throws IOException if {@code rows} fails
     */
    public void merge(int fromRow, int toRow, List<byte[]> runs, RowConsumer rows) throws IOException {
        RowSums sums = new RowSums(Math.max(1, Math.min(columns, RANGE_COLUMNS)));
        RunCursor[] cursors = runs.stream()
                .map(run -> new RunCursor(MemorySegment.ofArray(run), 0))
                .toArray(RunCursor[]::new);
        for (int row = fromRow; row < toRow; row++) {
            for (int range = 0; range < ranges(); range++) {
                int base = range * RANGE_COLUMNS;
                for (RunCursor cursor : cursors) {
                    cursor.addTo(sums);
                }
                int size = sums.drain();
                int[] found = sums.columns();
                if (base > 0) {
                    for (int i = 0; i < size; i++) {
                        found[i] += base;
                    }
                }
                rows.accept(row, found, sums.values(), size);
            }
        }
    }
}
