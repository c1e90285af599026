package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Counts co-occurrences shard by shard: {@link #count} turns one shard into encoded integer sums,
 * one byte array for each range of rows, and {@link #merge} adds the arrays of all shards for a
 * range of rows and divides them. Sums are exact, so the result equals that of
 * {@link CooccurrenceCounter} on the whole corpus, to the bit, however the corpus is divided
 * between sentences and in whatever order shards are merged.
 *
 * <p>Immutable and safe for concurrent use. A call of {@link #count} takes about 9 bytes off the
 * heap for each token of the shard and 8 bytes for each word, and at most 20 MiB on the heap beside
 * the encoded arrays.
 */
public final class ShardCounter {
    /** Columns whose sums are held at a time; both sides of the encoding use the same ranges. */
    private static final int RANGE_COLUMNS = 1 << 20;

    /** The most tokens that one call of {@link #count} takes. */
    public static final long MAX_SHARD_TOKENS = CorpusBlock.MAX_TOKENS;

    private final Vocabulary vocabulary;
    private final CooccurrenceOptions options;
    private final WindowWeights weights;
    private final int columns;

    /**
     * Creates a counter for all shards of one corpus.
     *
     * @param vocabulary the vocabulary of the whole corpus, with its counts
     * @param options what to count
     * @param corpusTokens tokens of the whole corpus, from which the resolution of harmonic weights follows; at least 0
     * @throws IllegalArgumentException if the matrix would have more than 2³¹ − 65 columns
     */
    public ShardCounter(Vocabulary vocabulary, CooccurrenceOptions options, long corpusTokens) {
        this.vocabulary = vocabulary;
        this.options = options;
        this.weights = WindowWeights.of(options.weighting(), options.window(), corpusTokens);
        this.columns = CountingPlan.columns(vocabulary.size(), options);
    }

    /** Receives the encoded sums of one range of rows. */
    @FunctionalInterface
    public interface RunConsumer {
        /**
         * Receives one range.
         *
         * @param piece index of the range of rows
         * @param run the encoded sums; the receiver owns the array
         * @throws IOException if it cannot be stored
         */
        void accept(int piece, byte[] run) throws IOException;
    }

    /** Receives merged rows. */
    @FunctionalInterface
    public interface RowConsumer {
        /**
         * Receives cells of a row. Rows arrive in ascending order; a wide row may arrive in several calls.
         *
         * @param row the row
         * @param columns ascending columns; overwritten by the next call
         * @param counts their counts, above 0; overwritten by the next call
         * @param cells number of cells, at least 0
         * @throws IOException if they cannot be stored
         */
        void accept(int row, int[] columns, double[] counts, int cells) throws IOException;
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
     * Divides the rows into ranges of about equal numbers of cells.
     *
     * @param pieces wanted number of ranges, at least 1
     * @return the first row of each range, and the number of rows at the end; strictly ascending,
     *     so there are fewer ranges where there are fewer rows
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
     * @param shard begins and ends between sentences; at most {@link #MAX_SHARD_TOKENS} tokens
     * @param rowBounds from {@link #rowBounds}
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
     * Adds the runs of all shards for one range of rows.
     *
     * @param fromRow first row of the range
     * @param toRow row behind the last
     * @param runs one for each shard, in any order
     * @param rows receives the counts
     * @throws IOException if {@code rows} fails
     */
    public void merge(int fromRow, int toRow, List<byte[]> runs, RowConsumer rows) throws IOException {
        RowSums sums = new RowSums(Math.max(1, Math.min(columns, RANGE_COLUMNS)));
        RunCursor[] cursors = runs.stream()
                .map(run -> new RunCursor(MemorySegment.ofArray(run), 0))
                .toArray(RunCursor[]::new);
        double divisor = weights.divisor();
        double[] counts = new double[1024];
        for (int row = fromRow; row < toRow; row++) {
            for (int range = 0; range < ranges(); range++) {
                int base = range * RANGE_COLUMNS;
                for (RunCursor cursor : cursors) {
                    cursor.addTo(sums);
                }
                int size = sums.drain();
                int[] found = sums.columns();
                if (counts.length < size) {
                    counts = new double[found.length];
                }
                for (int i = 0; i < size; i++) {
                    found[i] += base;
                    counts[i] = sums.values()[i] / divisor;
                }
                rows.accept(row, found, counts, size);
            }
        }
    }
}
