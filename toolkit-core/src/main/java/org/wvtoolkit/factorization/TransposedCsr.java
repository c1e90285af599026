package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * The transpose of a sparse matrix, made once, so that Aᵀ · panel is a product like A · panel: rows of the result belong to
 * one thread each, nothing is scattered and no sum depends on the threads.
 */
final class TransposedCsr {
    private TransposedCsr() {}

    /**
     * Transposes.
     *
     * <p>A stable counting sort by column. Each task owns a range of columns and finds its part of every row by binary
     * search, as columns ascend within a row; so tasks write to disjoint memory.
     *
     * @param matrix single precision
     * @param arena owns the result
     * @param threads worker threads
     * @return columns × rows
     * @throws IOException if the thread is interrupted
     */
    static CsrMatrix of(CsrMatrix matrix, Arena arena, int threads) throws IOException {
        int columns = matrix.columns();
        MemorySegment indptr = arena.allocate(8L * (columns + 1L), 64);
        MemorySegment indices = arena.allocate(4 * matrix.nonZeros(), 64);
        MemorySegment data = arena.allocate(4 * matrix.nonZeros(), 64);
        for (long position = 0; position < matrix.nonZeros(); position++) {
            long slot = matrix.indices().getAtIndex(CsrMatrix.INDEX, position) + 1L;
            indptr.setAtIndex(CsrMatrix.INDPTR, slot, indptr.getAtIndex(CsrMatrix.INDPTR, slot) + 1);
        }
        for (int column = 0; column < columns; column++) {
            long sum = indptr.getAtIndex(CsrMatrix.INDPTR, column) + indptr.getAtIndex(CsrMatrix.INDPTR, column + 1L);
            indptr.setAtIndex(CsrMatrix.INDPTR, column + 1L, sum);
        }
        int tasks = Math.min(threads, Math.max(1, columns));
        int[] bounds = new int[tasks + 1];
        bounds[tasks] = columns;
        int column = 0;
        for (int task = 1; task < tasks; task++) {
            while (column < columns && indptr.getAtIndex(CsrMatrix.INDPTR, column) < matrix.nonZeros() / tasks * task) {
                column++;
            }
            bounds[task] = column;
        }
        Workers.run(threads, tasks, task -> scatter(matrix, bounds[task], bounds[task + 1], indptr, indices, data));
        return CsrMatrix.viewFloats(columns, matrix.rows(), indptr, indices, data);
    }

    private static void scatter(
            CsrMatrix matrix,
            int fromColumn,
            int toColumn,
            MemorySegment indptr,
            MemorySegment indices,
            MemorySegment data) {
        long[] next = new long[toColumn - fromColumn];
        MemorySegment.copy(indptr, CsrMatrix.INDPTR, 8L * fromColumn, next, 0, next.length);
        for (int row = 0; row < matrix.rows(); row++) {
            long end = matrix.rowEnd(row);
            for (long position = firstAtLeast(matrix, row, fromColumn); position < end; position++) {
                int column = matrix.indices().getAtIndex(CsrMatrix.INDEX, position);
                if (column >= toColumn) {
                    break;
                }
                long to = next[column - fromColumn]++;
                indices.setAtIndex(CsrMatrix.INDEX, to, row);
                data.setAtIndex(CsrMatrix.FLOAT, to, matrix.data().getAtIndex(CsrMatrix.FLOAT, position));
            }
        }
    }

    private static long firstAtLeast(CsrMatrix matrix, int row, int column) {
        long low = matrix.rowStart(row);
        long high = matrix.rowEnd(row);
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (matrix.column(middle) < column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
