package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The reference implementation of {@link ScanKernels}, in plain loops; also used for a single query
 * in a new process.
 *
 * <p>Rows are copied blockwise to an array, because the JIT compiler optimizes loops over arrays
 * earlier than loops over memory segments or vectors. The sums are local variables instead of an
 * array, because only local variables are kept in registers.
 */
public final class ScalarScanKernels implements ScanKernels {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    /**
     * Number of values in a block, which stays in the second-level cache between the copy and its
     * use.
     */
    private static final int BLOCK = 1 << 14;

    /** Creates the kernels, which are stateless. */
    public ScalarScanKernels() {}

    @Override
    public void floatProducts(
            MemorySegment rows, int stride, int dimension, int first, int count, float[] direction, float[] out) {
        int rowsAtATime = Math.max(1, Math.min(BLOCK / stride, count));
        float[] block = new float[rowsAtATime * stride];
        float[] lanes = new float[LANES];
        for (int done = 0; done < count; done += rowsAtATime) {
            int some = Math.min(rowsAtATime, count - done);
            long from = 4L * ((long) first + done) * stride;
            // The last row of a matrix may have no padding.
            int length = (some - 1) * stride + dimension;
            MemorySegment.copy(rows, FLOAT, from, block, 0, length);
            for (int row = 0; row < some; row++) {
                out[done + row] = floatProduct(block, row * stride, dimension, direction, lanes);
            }
        }
    }

    @Override
    public void floatProducts(
            MemorySegment rows, int stride, int dimension, int[] ids, int count, float[] direction, float[] out) {
        float[] row = new float[dimension];
        float[] lanes = new float[LANES];
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(rows, FLOAT, 4L * ids[i] * stride, row, 0, dimension);
            out[i] = floatProduct(row, 0, dimension, direction, lanes);
        }
    }

    @Override
    public void halfProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out) {
        int rowsAtATime = Math.max(1, Math.min(BLOCK / dimension, count));
        short[] block = new short[rowsAtATime * dimension];
        float[] lanes = new float[LANES];
        for (int done = 0; done < count; done += rowsAtATime) {
            int some = Math.min(rowsAtATime, count - done);
            long from = 2L * ((long) first + done) * dimension;
            int length = some * dimension;
            MemorySegment.copy(rows, SHORT, from, block, 0, length);
            for (int row = 0; row < some; row++) {
                out[done + row] = halfProduct(block, row * dimension, dimension, direction, lanes);
            }
        }
    }

    @Override
    public void byteProducts(MemorySegment rows, int dimension, int first, int count, float[] direction, float[] out) {
        int rowsAtATime = Math.max(1, Math.min(BLOCK / dimension, count));
        byte[] block = new byte[rowsAtATime * dimension];
        float[] lanes = new float[LANES];
        for (int done = 0; done < count; done += rowsAtATime) {
            int some = Math.min(rowsAtATime, count - done);
            long from = 1L * ((long) first + done) * dimension;
            int length = some * dimension;
            MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, from, block, 0, length);
            for (int row = 0; row < some; row++) {
                out[done + row] = byteProduct(block, row * dimension, dimension, direction, lanes);
            }
        }
    }

    @Override
    public void byteProducts(MemorySegment rows, int dimension, int[] ids, int count, float[] direction, float[] out) {
        byte[] row = new byte[dimension];
        float[] lanes = new float[LANES];
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, (long) ids[i] * dimension, row, 0, dimension);
            out[i] = byteProduct(row, 0, dimension, direction, lanes);
        }
    }

    private static float floatProduct(float[] row, int offset, int dimension, float[] direction, float[] lanes) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        int k = 0;
        for (int j = offset; k + LANES <= dimension; k += LANES, j += LANES) {
            s0 += row[j] * direction[k];
            s1 += row[j + 1] * direction[k + 1];
            s2 += row[j + 2] * direction[k + 2];
            s3 += row[j + 3] * direction[k + 3];
            s4 += row[j + 4] * direction[k + 4];
            s5 += row[j + 5] * direction[k + 5];
            s6 += row[j + 6] * direction[k + 6];
            s7 += row[j + 7] * direction[k + 7];
            s8 += row[j + 8] * direction[k + 8];
            s9 += row[j + 9] * direction[k + 9];
            s10 += row[j + 10] * direction[k + 10];
            s11 += row[j + 11] * direction[k + 11];
            s12 += row[j + 12] * direction[k + 12];
            s13 += row[j + 13] * direction[k + 13];
            s14 += row[j + 14] * direction[k + 14];
            s15 += row[j + 15] * direction[k + 15];
        }
        lanes[0] = s0;
        lanes[1] = s1;
        lanes[2] = s2;
        lanes[3] = s3;
        lanes[4] = s4;
        lanes[5] = s5;
        lanes[6] = s6;
        lanes[7] = s7;
        lanes[8] = s8;
        lanes[9] = s9;
        lanes[10] = s10;
        lanes[11] = s11;
        lanes[12] = s12;
        lanes[13] = s13;
        lanes[14] = s14;
        lanes[15] = s15;
        for (int lane = 0; k < dimension; k++, lane++) {
            lanes[lane] += row[offset + k] * direction[k];
        }
        return ScalarEmbeddingKernels.tree(lanes, 0);
    }

    private static float halfProduct(short[] row, int offset, int dimension, float[] direction, float[] lanes) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        int k = 0;
        for (int j = offset; k + LANES <= dimension; k += LANES, j += LANES) {
            s0 += Float.float16ToFloat(row[j]) * direction[k];
            s1 += Float.float16ToFloat(row[j + 1]) * direction[k + 1];
            s2 += Float.float16ToFloat(row[j + 2]) * direction[k + 2];
            s3 += Float.float16ToFloat(row[j + 3]) * direction[k + 3];
            s4 += Float.float16ToFloat(row[j + 4]) * direction[k + 4];
            s5 += Float.float16ToFloat(row[j + 5]) * direction[k + 5];
            s6 += Float.float16ToFloat(row[j + 6]) * direction[k + 6];
            s7 += Float.float16ToFloat(row[j + 7]) * direction[k + 7];
            s8 += Float.float16ToFloat(row[j + 8]) * direction[k + 8];
            s9 += Float.float16ToFloat(row[j + 9]) * direction[k + 9];
            s10 += Float.float16ToFloat(row[j + 10]) * direction[k + 10];
            s11 += Float.float16ToFloat(row[j + 11]) * direction[k + 11];
            s12 += Float.float16ToFloat(row[j + 12]) * direction[k + 12];
            s13 += Float.float16ToFloat(row[j + 13]) * direction[k + 13];
            s14 += Float.float16ToFloat(row[j + 14]) * direction[k + 14];
            s15 += Float.float16ToFloat(row[j + 15]) * direction[k + 15];
        }
        lanes[0] = s0;
        lanes[1] = s1;
        lanes[2] = s2;
        lanes[3] = s3;
        lanes[4] = s4;
        lanes[5] = s5;
        lanes[6] = s6;
        lanes[7] = s7;
        lanes[8] = s8;
        lanes[9] = s9;
        lanes[10] = s10;
        lanes[11] = s11;
        lanes[12] = s12;
        lanes[13] = s13;
        lanes[14] = s14;
        lanes[15] = s15;
        for (int lane = 0; k < dimension; k++, lane++) {
            lanes[lane] += Float.float16ToFloat(row[offset + k]) * direction[k];
        }
        return ScalarEmbeddingKernels.tree(lanes, 0);
    }

    private static float byteProduct(byte[] row, int offset, int dimension, float[] direction, float[] lanes) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        float s8 = 0;
        float s9 = 0;
        float s10 = 0;
        float s11 = 0;
        float s12 = 0;
        float s13 = 0;
        float s14 = 0;
        float s15 = 0;
        int k = 0;
        for (int j = offset; k + LANES <= dimension; k += LANES, j += LANES) {
            s0 += row[j] * direction[k];
            s1 += row[j + 1] * direction[k + 1];
            s2 += row[j + 2] * direction[k + 2];
            s3 += row[j + 3] * direction[k + 3];
            s4 += row[j + 4] * direction[k + 4];
            s5 += row[j + 5] * direction[k + 5];
            s6 += row[j + 6] * direction[k + 6];
            s7 += row[j + 7] * direction[k + 7];
            s8 += row[j + 8] * direction[k + 8];
            s9 += row[j + 9] * direction[k + 9];
            s10 += row[j + 10] * direction[k + 10];
            s11 += row[j + 11] * direction[k + 11];
            s12 += row[j + 12] * direction[k + 12];
            s13 += row[j + 13] * direction[k + 13];
            s14 += row[j + 14] * direction[k + 14];
            s15 += row[j + 15] * direction[k + 15];
        }
        lanes[0] = s0;
        lanes[1] = s1;
        lanes[2] = s2;
        lanes[3] = s3;
        lanes[4] = s4;
        lanes[5] = s5;
        lanes[6] = s6;
        lanes[7] = s7;
        lanes[8] = s8;
        lanes[9] = s9;
        lanes[10] = s10;
        lanes[11] = s11;
        lanes[12] = s12;
        lanes[13] = s13;
        lanes[14] = s14;
        lanes[15] = s15;
        for (int lane = 0; k < dimension; k++, lane++) {
            lanes[lane] += row[offset + k] * direction[k];
        }
        return ScalarEmbeddingKernels.tree(lanes, 0);
    }

    @Override
    public boolean areBounded(float[] values, int count, float bound) {
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(values[i]) <= bound)) {
                return false;
            }
        }
        return true;
    }
}
