package org.wvtoolkit.evaluation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.kernel.PanelKernels;

/**
 * Cosines of sparse vectors: products of the candidates' rows and dense panels, each of which
 * contains the unit vectors of {@value #CANDIDATES} words as columns.
 */
final class SparseCosines implements CosineBlocks {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Total number of values of all panels: 128 MiB. */
    private static final long PANEL_VALUES = 1 << 25;

    /** Number of cells multiplied at a time, unless a single row has more. */
    private static final int CELLS = 1 << 16;

    private final CsrMatrix matrix;
    private final PanelKernels kernels = PanelKernels.fastest();
    private final MemorySegment[] panels;
    private final int rows;
    private final long cells;

    SparseCosines(SparseEmbeddings embeddings, int[] ids, Arena arena) {
        matrix = embeddings.vectors();
        rows = ids.length;
        panels = new MemorySegment[(rows + CANDIDATES - 1) / CANDIDATES];
        for (int p = 0; p < panels.length; p++) {
            panels[p] = arena.allocate(4L * matrix.columns() * CANDIDATES, 64);
        }
        for (int i = 0; i < rows; i++) {
            double norm = matrix.rowNorm(ids[i]);
            MemorySegment panel = panels[i / CANDIDATES];
            for (long at = matrix.rowStart(ids[i]); norm > 0 && at < matrix.rowEnd(ids[i]); at++) {
                panel.setAtIndex(FLOAT, (long) matrix.column(at) * CANDIDATES + i % CANDIDATES, (float)
                        (matrix.value(at) / norm));
            }
        }
        long longest = CELLS;
        for (int row = 0; row < matrix.rows(); row++) {
            longest = Math.max(longest, matrix.rowEnd(row) - matrix.rowStart(row));
        }
        cells = longest;
    }

    static int wordsAtATime(int columns) {
        long panelsAtATime = PANEL_VALUES / CANDIDATES / columns;
        return Math.clamp(panelsAtATime * CANDIDATES, CANDIDATES, MAX_WORDS);
    }

    static boolean neverNegative(CsrMatrix matrix) {
        for (long at = 0; at < matrix.nonZeros(); at++) {
            if (matrix.value(at) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns the size of the row starts, the values of the cells, and the product. */
    @Override
    public long scratchBytes() {
        return 8L * CANDIDATES + 64 + 4 * cells + 4L * CANDIDATES * CANDIDATES + 64;
    }

    @Override
    public void fill(int first, int end, MemorySegment block, MemorySegment scratch) {
        MemorySegment starts = scratch.asSlice(0, 8L * CANDIDATES + 64);
        MemorySegment product = scratch.asSlice(starts.byteSize(), 4L * CANDIDATES * CANDIDATES);
        MemorySegment values = scratch.asSlice(starts.byteSize() + product.byteSize());
        block.asSlice(0, 4L * rows * CANDIDATES).fill((byte) 0);
        int last = Math.min(first + CANDIDATES, end);
        for (int from = first; from < last; ) {
            int to = from;
            long size = 0;
            while (to < last && (size == 0 || size + rowSize(to) <= cells)) {
                size += rowSize(to++);
            }
            copyUnitRows(from, to, starts, values);
            MemorySegment columns = matrix.indices().asSlice(4 * matrix.rowStart(from), 4 * size);
            for (int p = 0; p < panels.length; p++) {
                kernels.sparseTimesPanel(starts, columns, values, 0, to - from, panels[p], product, CANDIDATES);
                turn(product, to - from, from - first, p * CANDIDATES, block);
            }
            from = to;
        }
    }

    private long rowSize(int row) {
        return matrix.rowEnd(row) - matrix.rowStart(row);
    }

    /**
     * Converts counts, which may have double precision, to single precision, which suffices for
     * cosines.
     */
    private void copyUnitRows(int from, int to, MemorySegment starts, MemorySegment values) {
        long begin = matrix.rowStart(from);
        for (int row = from; row < to; row++) {
            long start = matrix.rowStart(row);
            long rowEnd = matrix.rowEnd(row);
            starts.setAtIndex(LONG, row - from, start - begin);
            starts.setAtIndex(LONG, row - from + 1L, rowEnd - begin);
            double squares = 0;
            for (long at = start; at < rowEnd; at++) {
                double value = matrix.value(at);
                squares += value * value;
            }
            double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
            for (long at = start; at < rowEnd; at++) {
                values.setAtIndex(FLOAT, at - begin, (float) (scale * matrix.value(at)));
            }
        }
    }

    /**
     * Transposes a product, which has one row per candidate, to a block, which has one row per
     * word.
     */
    private void turn(MemorySegment product, int candidates, int column, int firstWord, MemorySegment block) {
        int words = Math.min(CANDIDATES, rows - firstWord);
        for (int word = 0; word < words; word++) {
            for (int i = 0; i < candidates; i++) {
                block.setAtIndex(
                        FLOAT,
                        (long) (firstWord + word) * CANDIDATES + column + i,
                        product.getAtIndex(FLOAT, (long) i * CANDIDATES + word));
            }
        }
    }

    @Override
    public boolean hasDirection(int id) {
        return matrix.rowStart(id) < matrix.rowEnd(id);
    }
}
