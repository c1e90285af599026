package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * Explicit transpose of a sparse matrix, so that Aᵀ · panel is computed like A · panel: each row of
 * the result is computed by one thread, without scattered writes, and sums do not depend on the
 * number of threads.
 *
 * <p>Implemented as a stable counting sort by column over parts of consecutive rows; for each part
 * the target position of its cells in each column is computed first.
 */
final class TransposedCsr {
    /** Maximum number of parts, which bounds the memory for counters: 4 bytes per part and column. */
    private static final int MAX_PARTS = 8;

    private final CsrMatrix matrix;
    private final int[] bounds;

    /**
     * For each part and column: first the number of cells, then the number of cells of the column
     * that precede the next one of this part.
     */
    private final int[][] before;

    /** Position in the result of the first cell of each column, and the end of the last one. */
    private final long[] start;

    private TransposedCsr(CsrMatrix matrix, int threads) {
        this.matrix = matrix;
        int parts = Math.clamp(threads, 1, MAX_PARTS);
        this.bounds = new int[parts + 1];
        int row = 0;
        for (int part = 1; part < parts; part++) {
            while (row < matrix.rows() && matrix.rowStart(row) < matrix.nonZeros() / parts * part) {
                row++;
            }
            bounds[part] = row;
        }
        bounds[parts] = matrix.rows();
        this.before = new int[parts][matrix.columns()];
        this.start = new long[matrix.columns() + 1];
    }

    /**
     * Returns the memory of the transpose of a matrix.
     *
     * @param matrix a single-precision matrix
     * @return number of bytes that {@link #of} allocates
     */
    static long bytes(CsrMatrix matrix) {
        return 8L * (matrix.columns() + 1L) + 8 * matrix.nonZeros();
    }

    /**
     * Transposes a matrix.
     *
     * @param matrix a single-precision matrix
     * @param memory allocator of the result
     * @param threads number of worker threads
     * @return columns × rows
     * @throws IllegalArgumentException if a value is not finite
     * @throws IOException if the thread is interrupted
     */
    static CsrMatrix of(CsrMatrix matrix, SegmentAllocator memory, int threads) throws IOException {
        TransposedCsr transposition = new TransposedCsr(matrix, threads);
        int parts = transposition.before.length;
        Workers.run(threads, parts, transposition::count);
        transposition.distribute();
        MemorySegment indptr = memory.allocate(8L * (matrix.columns() + 1L), 64);
        MemorySegment indices = memory.allocate(4 * matrix.nonZeros(), 64);
        MemorySegment data = memory.allocate(4 * matrix.nonZeros(), 64);
        MemorySegment.copy(transposition.start, 0, indptr, CsrMatrix.INDPTR, 0, matrix.columns() + 1);
        Workers.run(threads, parts, part -> transposition.scatter(part, indices, data));
        return CsrMatrix.viewFloats(matrix.columns(), matrix.rows(), indptr, indices, data);
    }

    private void count(int part) {
        CellBuffer buffer = new CellBuffer();
        for (int row = bounds[part]; row < bounds[part + 1]; row++) {
            for (long at = matrix.rowStart(row); at < matrix.rowEnd(row); at += buffer.cells) {
                buffer.read(matrix, at, matrix.rowEnd(row));
                if (!buffer.count(before[part])) {
                    matrix.verifyRow(row);
                    throw new IllegalArgumentException("row " + row + " contains a value that is not finite");
                }
            }
        }
    }

    private void distribute() {
        for (int column = 0; column < matrix.columns(); column++) {
            int sum = 0;
            for (int[] counts : before) {
                int count = counts[column];
                counts[column] = sum;
                sum += count;
            }
            start[column + 1] = start[column] + sum;
        }
    }

    private void scatter(int part, MemorySegment indices, MemorySegment data) {
        CellBuffer buffer = new CellBuffer();
        for (int row = bounds[part]; row < bounds[part + 1]; row++) {
            for (long at = matrix.rowStart(row); at < matrix.rowEnd(row); at += buffer.cells) {
                buffer.read(matrix, at, matrix.rowEnd(row));
                buffer.scatter(row, start, before[part], indices, data);
            }
        }
    }

    /**
     * Copy of some cells of a row on the heap. The loops over arrays are short methods that are
     * called often, so compiled code is in use early.
     */
    private static final class CellBuffer {
        private static final int CAPACITY = 1024;

        private final int[] columns = new int[CAPACITY];
        private final float[] values = new float[CAPACITY];
        private int cells;

        void read(CsrMatrix matrix, long from, long end) {
            cells = (int) Math.min(CAPACITY, end - from);
            MemorySegment.copy(matrix.indices(), CsrMatrix.INDEX, 4 * from, columns, 0, cells);
            MemorySegment.copy(matrix.data(), CsrMatrix.FLOAT, 4 * from, values, 0, cells);
        }

        /** Counts the cells of each column; returns false if a value is not finite. */
        boolean count(int[] counts) {
            // Zero times a finite number is zero; zero times infinity or NaN is not.
            float check = 0;
            for (int i = 0; i < cells; i++) {
                check += 0 * values[i];
                counts[columns[i]]++;
            }
            return check == 0;
        }

        void scatter(int row, long[] start, int[] before, MemorySegment indices, MemorySegment data) {
            for (int i = 0; i < cells; i++) {
                int column = columns[i];
                long to = start[column] + before[column]++;
                indices.setAtIndex(CsrMatrix.INDEX, to, row);
                data.setAtIndex(CsrMatrix.FLOAT, to, values[i]);
            }
        }
    }
}
