package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.Arena;
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
    /** More parts would need more memory than the time saved justifies. */
    private static final int MAX_PARTS = 8;

    private final CsrMatrix matrix;
    private final int columns;
    private final int parts;
    private final int[] bounds;

    /**
     * For each part and column: first the number of cells, then the target position of the next
     * cell.
     */
    private final MemorySegment next;

    private TransposedCsr(CsrMatrix matrix, int threads, Arena temporary) {
        this.matrix = matrix;
        this.columns = matrix.columns();
        this.parts = Math.clamp(threads, 1, MAX_PARTS);
        this.bounds = new int[parts + 1];
        int row = 0;
        for (int part = 1; part < parts; part++) {
            while (row < matrix.rows() && matrix.rowStart(row) < matrix.nonZeros() / parts * part) {
                row++;
            }
            bounds[part] = row;
        }
        bounds[parts] = matrix.rows();
        this.next = temporary.allocate(8L * parts * columns, 64);
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
        try (Arena temporary = Arena.ofShared()) {
            TransposedCsr transposition = new TransposedCsr(matrix, threads, temporary);
            MemorySegment indptr = memory.allocate(8L * (matrix.columns() + 1L), 64);
            MemorySegment indices = memory.allocate(4 * matrix.nonZeros(), 64);
            MemorySegment data = memory.allocate(4 * matrix.nonZeros(), 64);
            Workers.run(threads, transposition.parts, transposition::count);
            transposition.distribute(indptr);
            Workers.run(threads, transposition.parts, part -> transposition.scatter(part, indices, data));
            return CsrMatrix.viewFloats(matrix.columns(), matrix.rows(), indptr, indices, data);
        }
    }

    private MemorySegment own(int part) {
        return next.asSlice(8L * part * columns, 8L * columns);
    }

    private void count(int part) {
        MemorySegment counts = own(part);
        for (int row = bounds[part]; row < bounds[part + 1]; row++) {
            long start = matrix.rowStart(row);
            int cells = (int) (matrix.rowEnd(row) - start);
            // Zero times a finite number is zero; zero times infinity or NaN is not.
            float check = 0;
            for (int i = 0; i < cells; i++) {
                check += 0 * matrix.data().getAtIndex(CsrMatrix.FLOAT, start + i);
                int column = matrix.indices().getAtIndex(CsrMatrix.INDEX, start + i);
                counts.setAtIndex(CsrMatrix.INDPTR, column, counts.getAtIndex(CsrMatrix.INDPTR, column) + 1);
            }
            if (check != 0) {
                matrix.verifyRow(row);
                throw new IllegalArgumentException("row " + row + " contains a value that is not finite");
            }
        }
    }

    private void distribute(MemorySegment indptr) {
        long sum = 0;
        for (int column = 0; column < columns; column++) {
            indptr.setAtIndex(CsrMatrix.INDPTR, column, sum);
            for (int part = 0; part < parts; part++) {
                long slot = (long) part * columns + column;
                long count = next.getAtIndex(CsrMatrix.INDPTR, slot);
                next.setAtIndex(CsrMatrix.INDPTR, slot, sum);
                sum += count;
            }
        }
        indptr.setAtIndex(CsrMatrix.INDPTR, columns, sum);
    }

    private void scatter(int part, MemorySegment indices, MemorySegment data) {
        MemorySegment own = own(part);
        for (int row = bounds[part]; row < bounds[part + 1]; row++) {
            long start = matrix.rowStart(row);
            int cells = (int) (matrix.rowEnd(row) - start);
            for (int i = 0; i < cells; i++) {
                int column = matrix.indices().getAtIndex(CsrMatrix.INDEX, start + i);
                long to = own.getAtIndex(CsrMatrix.INDPTR, column);
                own.setAtIndex(CsrMatrix.INDPTR, column, to + 1);
                indices.setAtIndex(CsrMatrix.INDEX, to, row);
                data.setAtIndex(CsrMatrix.FLOAT, to, matrix.data().getAtIndex(CsrMatrix.FLOAT, start + i));
            }
        }
    }
}
