package org.wvtoolkit.query.rows;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;

/**
 * Scan of the rows of a sparse matrix: computes the product with a dense direction and the norms of
 * the rows in the same pass, so that files need not store norms and a query reads every cell once.
 * Uses plain loops over copied blocks.
 */
final class SparseScan {
    /** Number of cells in a block, 128 or 192 KiB. */
    private static final int BLOCK = 1 << 14;

    /** Number of rows processed in one call; their cells exceed the size of the buffers. */
    static final int ROWS = 1 << 10;

    private final CsrMatrix matrix;
    private final float[] direction;
    private final int[] columns = new int[BLOCK];
    private final float[] floats;
    private final double[] doubles;

    /** Position of the first cell in the block, and the position after its last cell. */
    private long blockBegin;

    private long blockEnd;

    /** Partial product and squared norm of the current row. */
    private double product;

    private double squares;

    private SparseScan(CsrMatrix matrix, float[] direction) {
        this.matrix = matrix;
        this.direction = direction;
        this.floats = new float[matrix.isDouble() ? 0 : BLOCK];
        this.doubles = new double[matrix.isDouble() ? BLOCK : 0];
    }

    /**
     * Computes the cosines between a direction and rows; NaN for a zero row.
     *
     * @param matrix the rows
     * @param direction a unit vector with at least one value per column
     * @param first the first row
     * @param count number of rows
     * @param out receives {@code count} cosines
     */
    static void run(CsrMatrix matrix, float[] direction, int first, int count, float[] out) {
        SparseScan scan = new SparseScan(matrix, direction);
        long[] bounds = new long[count + 1];
        MemorySegment.copy(matrix.indptr(), JAVA_LONG_UNALIGNED, 8L * first, bounds, 0, count + 1);
        for (int row = 0; row < count; row++) {
            out[row] = scan.cosine(bounds[row], bounds[row + 1]);
            if (!(scan.squares <= Float.MAX_VALUE)) {
                matrix.verifyRow(first + row);
            }
        }
    }

    private float cosine(long begin, long end) {
        product = 0;
        squares = 0;
        for (long at = begin; at < end; ) {
            if (at >= blockEnd) {
                load(at);
            }
            int low = (int) (at - blockBegin);
            int high = (int) (Math.min(end, blockEnd) - blockBegin);
            if (doubles.length > 0) {
                addDoubles(low, high);
            } else {
                addFloats(low, high);
            }
            at = blockBegin + high;
        }
        return (float) (product / Math.sqrt(squares));
    }

    private void load(long position) {
        int cells = (int) Math.min(BLOCK, matrix.nonZeros() - position);
        MemorySegment.copy(matrix.indices(), JAVA_INT_UNALIGNED, 4 * position, columns, 0, cells);
        if (doubles.length > 0) {
            MemorySegment.copy(matrix.data(), JAVA_DOUBLE_UNALIGNED, 8 * position, doubles, 0, cells);
        } else {
            MemorySegment.copy(matrix.data(), JAVA_FLOAT_UNALIGNED, 4 * position, floats, 0, cells);
        }
        blockBegin = position;
        blockEnd = position + cells;
    }

    private void addFloats(int from, int to) {
        double dot = product;
        double sum = squares;
        for (int i = from; i < to; i++) {
            double value = floats[i];
            dot += direction[columns[i]] * value;
            sum += value * value;
        }
        product = dot;
        squares = sum;
    }

    private void addDoubles(int from, int to) {
        double dot = product;
        double sum = squares;
        for (int i = from; i < to; i++) {
            double value = doubles[i];
            dot += direction[columns[i]] * value;
            sum += value * value;
        }
        product = dot;
        squares = sum;
    }
}
