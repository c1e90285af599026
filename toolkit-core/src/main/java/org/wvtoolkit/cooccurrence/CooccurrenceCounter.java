package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrCellWriter;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.CsrTarget;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;

/**
 * Counts the co-occurrences of words in a corpus.
 *
 * <p>The result depends on the corpus and the options only: it is the same, byte for byte, for any
 * number of threads and any memory budget. Memory stays within the budget; further data go to one
 * temporary file of about three bytes for each cell of each block.
 */
public final class CooccurrenceCounter {
    private final EncodedCorpus corpus;
    private final CooccurrenceOptions options;
    private final Resources resources;
    private final ProgressListener progress;
    private final CountingPlan plan;
    private final WindowWeights weights;
    private final int rows;

    private CooccurrenceCounter(
            EncodedCorpus corpus,
            CooccurrenceOptions options,
            CountingPlan plan,
            Resources resources,
            ProgressListener progress) {
        this.corpus = corpus;
        this.options = options;
        this.resources = resources;
        this.progress = progress;
        this.plan = plan;
        this.weights = WindowWeights.of(options.weighting(), options.window(), corpus.tokens());
        this.rows = corpus.vocabulary().size();
    }

    /** Creates the receiver of the cells once their number is known. */
    private interface Output<T extends CsrTarget> {
        T open(long nonZeros) throws IOException;
    }

    /**
     * Counts into a temporary file, which is deleted when the counts are closed.
     *
     * @param corpus the corpus, which must stay open while the counts are used
     * @param options the counting options
     * @param resources threads, memory, and the folder for temporary files
     * @param progress receives progress in tokens
     * @return the counts; the caller closes them
     * @throws IllegalArgumentException if the matrix would have more than 2³¹ − 65 columns
     * @throws IOException if a temporary file cannot be written
     */
    public static ContextMatrix count(
            EncodedCorpus corpus, CooccurrenceOptions options, Resources resources, ProgressListener progress)
            throws IOException {
        return count(corpus, options, CountingPlan.of(corpus, options, resources), resources, progress);
    }

    /**
     * Counts like {@link #count(EncodedCorpus, CooccurrenceOptions, Resources, ProgressListener)}
     * with a given plan.
     */
    static ContextMatrix count(
            EncodedCorpus corpus,
            CooccurrenceOptions options,
            CountingPlan plan,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        CooccurrenceCounter counter = new CooccurrenceCounter(corpus, options, plan, resources, progress);
        TemporaryCsr matrix = counter.run(nonZeros -> TemporaryCsr.create(
                resources.temporaryFolder(), "counts", counter.rows, counter.plan.columns(), nonZeros, true));
        try {
            return ContextMatrix.temporary(
                    ContextMatrix.Kind.COUNTS, matrix, corpus.vocabulary(), options, metadata(corpus, options));
        } catch (Throwable failure) {
            matrix.close();
            throw failure;
        }
    }

    /**
     * Counts into a file.
     *
     * @param corpus the corpus
     * @param options the counting options
     * @param target the file; an existing one is replaced atomically
     * @param resources threads, memory, and the folder for temporary files
     * @param progress receives progress in tokens
     * @return the counts, opened from the file; the caller closes them
     * @throws IllegalArgumentException if the matrix would have more than 2³¹ − 65 columns
     * @throws IOException if the file or a temporary file cannot be written
     */
    public static ContextMatrix count(
            EncodedCorpus corpus,
            CooccurrenceOptions options,
            Path target,
            Resources resources,
            ProgressListener progress)
            throws IOException {
        CooccurrenceCounter counter = new CooccurrenceCounter(
                corpus, options, CountingPlan.of(corpus, options, resources), resources, progress);
        ContextMatrixWriter[] opened = new ContextMatrixWriter[1];
        try {
            counter.run(nonZeros -> {
                        ContextMatrixWriter writer = ContextMatrixWriter.create(
                                target,
                                ContextMatrix.Kind.COUNTS,
                                corpus.vocabulary(),
                                metadata(corpus, options),
                                nonZeros);
                        opened[0] = writer;
                        return writer;
                    })
                    .commit();
        } finally {
            if (opened[0] != null) {
                opened[0].close();
            }
        }
        return ContextMatrix.open(target, ContextMatrix.Kind.COUNTS);
    }

    private static Map<String, String> metadata(EncodedCorpus corpus, CooccurrenceOptions options) {
        Map<String, String> metadata = new TreeMap<>(corpus.provenance());
        metadata.putAll(ContextMatrix.withPrefix(options.toMap()));
        return metadata;
    }

    private <T extends CsrTarget> T run(Output<T> output) throws IOException {
        try (Arena arena = Arena.ofShared();
                RunFile runs = new RunFile(resources.temporaryFolder())) {
            MemorySegment indptr = arena.allocate(8L * (rows + 1L), 64);
            countBlocks(runs, indptr);
            MemorySegment mapped = runs.map();
            if (runs.blocks() != 1) {
                progress.stage("merging counts", ProgressListener.Unit.ROWS, rows);
                countMergedCells(runs, mapped, indptr);
            }
            for (int row = 0; row < rows; row++) {
                long sum = indptr.getAtIndex(CsrMatrix.INDPTR, row) + indptr.getAtIndex(CsrMatrix.INDPTR, row + 1L);
                indptr.setAtIndex(CsrMatrix.INDPTR, row + 1L, sum);
            }
            T target = output.open(indptr.getAtIndex(CsrMatrix.INDPTR, rows));
            try {
                target.writeIndptr(indptr);
                merge(runs, mapped, indptr, target);
                return target;
            } catch (Throwable failure) {
                if (target instanceof AutoCloseable closeable) {
                    closeQuietly(closeable, failure);
                }
                throw failure;
            }
        }
    }

    private static void closeQuietly(AutoCloseable closeable, Throwable failure) {
        try {
            closeable.close();
        } catch (Exception second) {
            failure.addSuppressed(second);
        }
    }

    /**
     * Counts block by block. Stores the number of cells that each row has in the last block at
     * index row + 1.
     */
    private void countBlocks(RunFile runs, MemorySegment cells) throws IOException {
        long blocks = (corpus.tokens() + plan.blockTokens() - 1) / plan.blockTokens();
        // Half of the estimate, because the estimate is an upper bound; it is refined after the
        // first block.
        runs.requireSpace(RunForecast.bytes(corpus, options, blocks) / 2);
        TokenFilter filter = new TokenFilter(options, corpus.vocabulary());
        progress.stage("counting", ProgressListener.Unit.TOKENS, corpus.tokens());
        AtomicLong done = new AtomicLong();
        Pool<CountingState> states = new Pool<>();
        for (long from = 0; from < corpus.tokens(); from += plan.blockTokens()) {
            long to = Math.min(corpus.tokens(), from + plan.blockTokens());
            runs.beginBlock(plan.pieces());
            try (CorpusBlock block = CorpusBlock.load(corpus, filter, options.window(), from, to, plan.parts())) {
                RowCounter counter = new RowCounter(block, options, weights, rows);
                Workers.run(resources.threads(), plan.pieces(), piece -> {
                    CountingState state = states.borrow(() -> new CountingState(plan.rangeColumns()));
                    countPiece(counter, piece, state, cells);
                    runs.append(piece, state.encoder.bytes(), state.encoder.length());
                    states.release(state);
                    int tokens = block.positionsBegin(plan.rowBounds()[piece + 1])
                            - block.positionsBegin(plan.rowBounds()[piece]);
                    progress.advanced(done.addAndGet(tokens), "");
                });
            }
            if (from == 0 && to < corpus.tokens()) {
                // Extrapolates the first block to the remaining blocks.
                runs.requireSpace((long) ((double) runs.size() / to * (corpus.tokens() - to)));
            }
        }
    }

    private void countPiece(RowCounter counter, int piece, CountingState state, MemorySegment cells) {
        state.encoder.clear();
        for (int row = plan.rowBounds()[piece]; row < plan.rowBounds()[piece + 1]; row++) {
            long count = 0;
            for (int range = 0; range < plan.ranges(); range++) {
                int from = range * plan.rangeColumns();
                counter.count(row, from, Math.min(plan.columns() - from, plan.rangeColumns()) + from, state.sums);
                int size = state.sums.drain();
                state.encoder.add(state.sums.columns(), state.sums.values(), size);
                count += size;
            }
            cells.setAtIndex(CsrMatrix.INDPTR, row + 1L, count);
        }
    }

    /** Computes the number of cells of each row after equal cells of all blocks are merged. */
    private void countMergedCells(RunFile runs, MemorySegment mapped, MemorySegment cells) throws IOException {
        Pool<RowSums> states = new Pool<>();
        Workers.run(resources.threads(), plan.pieces(), piece -> {
            RowSums sums = states.borrow(() -> new RowSums(plan.rangeColumns()));
            RunCursor[] cursors = cursors(runs, mapped, piece);
            for (int row = plan.rowBounds()[piece]; row < plan.rowBounds()[piece + 1]; row++) {
                long count = 0;
                for (int range = 0; range < plan.ranges(); range++) {
                    for (RunCursor cursor : cursors) {
                        cursor.addTo(sums);
                    }
                    count += sums.drain();
                }
                cells.setAtIndex(CsrMatrix.INDPTR, row + 1L, count);
            }
            states.release(sums);
        });
    }

    private void merge(RunFile runs, MemorySegment mapped, MemorySegment indptr, CsrTarget target) throws IOException {
        Pool<MergingState> states = new Pool<>();
        double divisor = weights.divisor();
        try {
            Workers.run(resources.threads(), plan.pieces(), piece -> {
                MergingState state = states.borrow(() -> new MergingState(plan.rangeColumns(), target));
                RunCursor[] cursors = cursors(runs, mapped, piece);
                state.writer.seek(indptr.getAtIndex(CsrMatrix.INDPTR, plan.rowBounds()[piece]));
                for (int row = plan.rowBounds()[piece]; row < plan.rowBounds()[piece + 1]; row++) {
                    for (int range = 0; range < plan.ranges(); range++) {
                        for (RunCursor cursor : cursors) {
                            cursor.addTo(state.sums);
                        }
                        int count = state.sums.drain();
                        int base = range * plan.rangeColumns();
                        for (int i = 0; i < count; i++) {
                            state.writer.add(
                                    base + state.sums.columns()[i], state.sums.values()[i] / divisor);
                        }
                    }
                }
                state.writer.flush();
                states.release(state);
            });
        } finally {
            states.all().forEach(state -> state.writer.close());
        }
    }

    private RunCursor[] cursors(RunFile runs, MemorySegment mapped, int piece) {
        RunCursor[] cursors = new RunCursor[runs.blocks()];
        for (int block = 0; block < cursors.length; block++) {
            cursors[block] = new RunCursor(mapped, runs.pieceBegin(block, piece));
        }
        return cursors;
    }

    /** Buffers of one counting thread, reused for all its pieces. */
    private static final class CountingState {
        final RowSums sums;
        final RunEncoder encoder = new RunEncoder();

        CountingState(int columns) {
            sums = new RowSums(columns);
        }
    }

    /** Buffers of one merging thread. */
    private static final class MergingState {
        final RowSums sums;
        final CsrCellWriter writer;

        MergingState(int columns, CsrTarget target) {
            sums = new RowSums(columns);
            writer = new CsrCellWriter(target, true);
        }
    }

    /** Pool of per-thread states, at most one for each thread. */
    private static final class Pool<S> {
        private final ConcurrentLinkedQueue<S> idle = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<S> all = new ConcurrentLinkedQueue<>();

        S borrow(Supplier<S> maker) {
            S state = idle.poll();
            if (state == null) {
                state = maker.get();
                all.add(state);
            }
            return state;
        }

        void release(S state) {
            idle.add(state);
        }

        Iterable<S> all() {
            return all;
        }
    }
}
