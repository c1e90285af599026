package org.wvtoolkit.weighting;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.ContextMatrixWriter;
import org.wvtoolkit.linalg.CsrCellWriter;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.CsrTarget;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;

/**
 * Weights a count matrix row by row in two passes: the first counts the cells to keep, the second
 * writes them. The result goes directly to a file, and memory holds only the sums of rows and
 * columns.
 *
 * <p>The result is the same, byte for byte, for any number of threads.
 */
public final class MatrixWeigher {
    /** Number of cells weighted at a time. */
    private static final int PART = 4096;

    /** Number of cells in a task. */
    private static final long PIECE_CELLS = 200_000;

    private final CsrMatrix counts;
    private final WeightingOptions options;
    private final Weighting.CellWeigher weigher;
    private final Resources resources;
    private final ProgressListener progress;
    private final int[] bounds;

    private MatrixWeigher(CsrMatrix counts, WeightingOptions options, Resources resources, ProgressListener progress)
            throws IOException {
        this.counts = counts;
        this.options = options;
        this.resources = resources;
        this.progress = progress;
        this.bounds = RowPieces.bounds(counts, Math.clamp(counts.nonZeros() / PIECE_CELLS, 1, 100_000));
        this.weigher = options.weighting().prepare(Marginals.of(counts, resources.threads()), options);
    }

    /**
     * Weights counts into a temporary file, which is deleted when the result is closed.
     *
     * @param counts the counts, whose vocabulary must stay open while the result is used
     * @param options the weighting options
     * @param resources threads, and the folder for the temporary file
     * @param progress receives progress in rows
     * @return the weighted matrix; the caller closes it
     * @throws IOException if the temporary file cannot be written
     */
    public static ContextMatrix weigh(
            ContextMatrix counts, WeightingOptions options, Resources resources, ProgressListener progress)
            throws IOException {
        CsrMatrix matrix = counts.matrix();
        MatrixWeigher weigher = new MatrixWeigher(matrix, options, resources, progress);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment indptr = weigher.countCells(arena);
            TemporaryCsr target = TemporaryCsr.create(
                    resources.temporaryFolder(),
                    "weights",
                    matrix.rows(),
                    matrix.columns(),
                    indptr.getAtIndex(CsrMatrix.INDPTR, matrix.rows()),
                    false);
            try {
                weigher.write(indptr, target);
                return ContextMatrix.temporary(
                        ContextMatrix.Kind.WEIGHTS,
                        target,
                        counts.vocabulary(),
                        counts.countingOptions(),
                        metadata(counts, options));
            } catch (Throwable failure) {
                target.close();
                throw failure;
            }
        }
    }

    /**
     * Weights counts into a file.
     *
     * @param counts the counts
     * @param options the weighting options
     * @param target the file; an existing one is replaced atomically
     * @param resources threads
     * @param progress receives progress in rows
     * @return the weighted matrix, opened from the file; the caller closes it
     * @throws IOException if the file cannot be written
     */
    public static ContextMatrix weigh(
            ContextMatrix counts, WeightingOptions options, Path target, Resources resources, ProgressListener progress)
            throws IOException {
        MatrixWeigher weigher = new MatrixWeigher(counts.matrix(), options, resources, progress);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment indptr = weigher.countCells(arena);
            long cells = indptr.getAtIndex(CsrMatrix.INDPTR, counts.matrix().rows());
            try (ContextMatrixWriter writer = ContextMatrixWriter.create(
                    target, ContextMatrix.Kind.WEIGHTS, counts.vocabulary(), metadata(counts, options), cells)) {
                weigher.write(indptr, writer);
                writer.commit();
            }
        }
        return ContextMatrix.open(target, ContextMatrix.Kind.WEIGHTS);
    }

    private static Map<String, String> metadata(ContextMatrix counts, WeightingOptions options) {
        Map<String, String> metadata = new TreeMap<>(counts.metadata());
        metadata.putAll(ContextMatrix.withPrefix(options.toMap()));
        return metadata;
    }

    private MemorySegment countCells(Arena arena) throws IOException {
        int rows = counts.rows();
        // Two passes over the rows: count the cells to keep, then write them.
        progress.stage("weighting", ProgressListener.Unit.ROWS, 2L * rows);
        MemorySegment indptr = arena.allocate(8L * (rows + 1L), 64);
        AtomicLong done = new AtomicLong();
        Workers.run(resources.threads(), bounds.length - 1, piece -> {
            Buffers buffers = new Buffers();
            for (int row = bounds[piece]; row < bounds[piece + 1]; row++) {
                long kept = 0;
                for (long at = counts.rowStart(row); at < counts.rowEnd(row); at += PART) {
                    int cells = readPart(row, at, buffers);
                    weigher.mark(row, buffers.columns, buffers.counts, cells, buffers.weights);
                    dropRarePairs(buffers, cells);
                    for (int i = 0; i < cells; i++) {
                        kept += isKept(buffers.weights[i]) ? 1 : 0;
                    }
                }
                indptr.setAtIndex(CsrMatrix.INDPTR, row + 1L, kept);
            }
            progress.advanced(done.addAndGet(bounds[piece + 1] - bounds[piece]), "");
        });
        for (int row = 0; row < rows; row++) {
            long sum = indptr.getAtIndex(CsrMatrix.INDPTR, row) + indptr.getAtIndex(CsrMatrix.INDPTR, row + 1L);
            indptr.setAtIndex(CsrMatrix.INDPTR, row + 1L, sum);
        }
        return indptr;
    }

    private void write(MemorySegment indptr, CsrTarget target) throws IOException {
        target.writeIndptr(indptr);
        AtomicLong done = new AtomicLong(counts.rows());
        Workers.run(resources.threads(), bounds.length - 1, piece -> {
            Buffers buffers = new Buffers();
            try (CsrCellWriter writer = new CsrCellWriter(target, false)) {
                writer.seek(indptr.getAtIndex(CsrMatrix.INDPTR, bounds[piece]));
                for (int row = bounds[piece]; row < bounds[piece + 1]; row++) {
                    for (long at = counts.rowStart(row); at < counts.rowEnd(row); at += PART) {
                        int cells = readPart(row, at, buffers);
                        weigher.weigh(row, buffers.columns, buffers.counts, cells, buffers.weights);
                        dropRarePairs(buffers, cells);
                        for (int i = 0; i < cells; i++) {
                            if (isKept(buffers.weights[i])) {
                                writer.add(buffers.columns[i], buffers.weights[i]);
                            }
                        }
                    }
                }
                writer.flush();
            }
            progress.advanced(done.addAndGet(bounds[piece + 1] - bounds[piece]), "");
        });
    }

    /** Returns whether a weight is stored: one that underflows single precision would become zero. */
    private static boolean isKept(double weight) {
        return (float) weight != 0;
    }

    /** Reads some cells of a row. Returns their number. */
    private int readPart(int row, long at, Buffers buffers) {
        int cells = (int) Math.min(PART, counts.rowEnd(row) - at);
        MemorySegment.copy(counts.indices(), CsrMatrix.INDEX, 4 * at, buffers.columns, 0, cells);
        MemorySegment.copy(counts.data(), CsrMatrix.DOUBLE, 8 * at, buffers.counts, 0, cells);
        return cells;
    }

    private void dropRarePairs(Buffers buffers, int cells) {
        if (options.minimumPairCount() > 0) {
            for (int i = 0; i < cells; i++) {
                if (buffers.counts[i] < options.minimumPairCount()) {
                    buffers.weights[i] = 0;
                }
            }
        }
    }

    private static final class Buffers {
        final int[] columns = new int[PART];
        final double[] counts = new double[PART];
        final double[] weights = new double[PART];
    }
}
