package org.wvtoolkit.spark.record;

import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.weighting.CellWeights;

/**
 * Consecutive rows of a weighted matrix, on the heap of an executor.
 *
 * @param firstRow number of the first row
 * @param lengths number of cells of each row
 * @param columns column numbers of the cells, row by row, ascending within a row
 * @param weights values of the cells
 */
@SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
public record WeightBlock(int firstRow, int[] lengths, int[] columns, float[] weights) implements Serializable {

    /**
     * Applies a weighting to a block of counts.
     *
     * @param counts rows of the counts, or of their transpose
     * @param isTransposed whether they are rows of the transpose
     */
    public static WeightBlock of(RowBlock counts, CellWeights cells, boolean isTransposed) {
        int[] lengths = new int[counts.rows()];
        int size = 0;
        for (int length : counts.lengths()) {
            size = Math.addExact(size, length);
        }
        int[] columns = new int[size];
        float[] weights = new float[size];
        float[] target = new float[1024];
        RowBlock.Reader reader = counts.reader();
        int kept = 0;
        for (int row = 0; row < lengths.length; row++) {
            int length = reader.next();
            if (target.length < length) {
                target = new float[Math.max(length, 2 * target.length)];
            }
            int number = counts.firstRow() + row;
            int found = isTransposed
                    ? cells.weighColumn(number, reader.columns(), reader.counts(), length, target)
                    : cells.weighRow(number, reader.columns(), reader.counts(), length, target);
            System.arraycopy(reader.columns(), 0, columns, kept, found);
            System.arraycopy(target, 0, weights, kept, found);
            lengths[row] = found;
            kept += found;
        }
        return new WeightBlock(counts.firstRow(), lengths, Arrays.copyOf(columns, kept), Arrays.copyOf(weights, kept));
    }

    /** Copies the block to an off-heap matrix. */
    public CsrMatrix matrix(int allColumns, Arena arena) {
        MemorySegment indptr = arena.allocate(8L * (lengths.length + 1L), 64);
        long sum = 0;
        for (int row = 0; row < lengths.length; row++) {
            sum += lengths[row];
            indptr.setAtIndex(CsrMatrix.INDPTR, row + 1L, sum);
        }
        MemorySegment indices = HugePages.allocate(arena, 4L * columns.length);
        MemorySegment.copy(columns, 0, indices, CsrMatrix.INDEX, 0, columns.length);
        MemorySegment data = HugePages.allocate(arena, 4L * weights.length);
        MemorySegment.copy(weights, 0, data, CsrMatrix.FLOAT, 0, weights.length);
        return CsrMatrix.viewFloats(lengths.length, allColumns, indptr, indices, data);
    }
}
