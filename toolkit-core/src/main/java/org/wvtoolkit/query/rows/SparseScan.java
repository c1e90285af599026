package org.wvtoolkit.query.rows;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;

/**
 * One pass over the rows of a sparse matrix: a product of the matrix and a dense direction, with the rows' norms on the way, so
 * that files need not hold them and a question reads every cell once. Plain loops over copied blocks, as in {@code Scan}.
 */
final class SparseScan {
    /** Cells of a block, 128 or 192 KiB. */
    private static final int BLOCK = 1 << 14;

    /** Rows that are looked at in one call: their cells outweigh the buffers. */
    static final int ROWS = 1 << 10;

    private final CsrMatrix matrix;
    private final float[] direction;
    private final int[] columns = new int[BLOCK];
    private final float[] floats;
    private final double[] doubles;

    /** The position of the block's first cell, and the one behind its last. */
    private long blockBegin;

    private long blockEnd;

    /** The product and the squared norm of the row so far. */
    private double product;

    private double squares;

    private SparseScan(CsrMatrix matrix, float[] direction) {
        this.matrix = matrix;
        this.direction = direction;
        this.floats = new float[matrix.isDouble() ? 0 : BLOCK];
        this.doubles = new double[matrix.isDouble() ? BLOCK : 0];
    }

    /**
     * The cosines between a direction and some rows; NaN for a row of zeros.
     *
     * @param matrix the rows
     * @param direction of length 1, at least a value for each column
     * @param first the first row
     * @param count how many rows
     * @param out takes {@code count} cosines
     */
    static void run(CsrMatrix matrix, float[] direction, int first, int count, float[] out) {
        SparseScan scan = new SparseScan(matrix, direction);
        long[] bounds = new long[count + 1];
        MemorySegment.copy(matrix.indptr(), JAVA_LONG_UNALIGNED, 8L * first, bounds, 0, count + 1);
        for (int row = 0; row < count; row++) {
            out[row] = scan.cosine(bounds[row], bounds[row + 1]);
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
