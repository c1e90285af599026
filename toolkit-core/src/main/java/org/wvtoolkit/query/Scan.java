package org.wvtoolkit.query;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * One pass over vectors. Rows are copied blockwise into an array, and plain loops run over that: in a fresh process memory
 * segments and vector instructions take longer to warm up than the whole pass takes.
 */
final class Scan {
    /** Values of a block, 64 KiB: it stays in the second-level cache between the copy and its use. */
    private static final int BLOCK = 1 << 14;

    private Scan() {}

    /**
     * Offers the rows of a range.
     *
     * @param direction of length 1
     * @param excluded ids left out, in ascending order
     * @param from first row
     * @param to row after the last
     * @param best takes id and score
     */
    static void run(DenseEmbeddings embeddings, float[] direction, int[] excluded, int from, int to, Best best) {
        FloatMatrix vectors = embeddings.vectors();
        int stride = vectors.stride();
        int rowsAtATime = Math.max(1, Math.min(BLOCK / stride, to - from));
        float[] block = new float[rowsAtATime * stride];
        float[] norms = new float[rowsAtATime];
        for (int first = from; first < to; first += rowsAtATime) {
            int rows = Math.min(rowsAtATime, to - first);
            MemorySegment.copy(vectors.segment(), JAVA_FLOAT_UNALIGNED, 4L * first * stride, block, 0, rows * stride);
            MemorySegment.copy(embeddings.norms(), JAVA_FLOAT_UNALIGNED, 4L * first, norms, 0, rows);
            for (int row = 0; row < rows; row++) {
                float score = dot(direction, block, row * stride) / norms[row];
                // A norm of 0 makes NaN, which is never at or above the threshold.
                if (score >= best.threshold() && Arrays.binarySearch(excluded, first + row) < 0) {
                    best.add(first + row, score);
                }
            }
        }
    }

    /** Eight sums, so that an addition need not wait for the one before it; the order of adding is fixed. */
    private static float dot(float[] a, float[] b, int offset) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (int j = offset; i < a.length - 7; i += 8, j += 8) {
            s0 += a[i] * b[j];
            s1 += a[i + 1] * b[j + 1];
            s2 += a[i + 2] * b[j + 2];
            s3 += a[i + 3] * b[j + 3];
            s4 += a[i + 4] * b[j + 4];
            s5 += a[i + 5] * b[j + 5];
            s6 += a[i + 6] * b[j + 6];
            s7 += a[i + 7] * b[j + 7];
        }
        float rest = 0;
        for (; i < a.length; i++) {
            rest += a[i] * b[offset + i];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7)) + rest;
    }
}
