package org.wvtoolkit.query;

import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.query.rows.VectorRows;

/**
 * Scan of all rows for many queries at once. A block of rows, decompressed to unit length, is
 * multiplied by a block of query directions while both are in the cache. As in any matrix product
 * each loaded value is used in many multiplications, so the cost is arithmetic rather than memory
 * bandwidth.
 */
final class BatchScan {
    /** Number of rows in a block: 150 KB at dimension 300. */
    private static final int ROWS = 128;

    /** Number of directions in a block: 75 KB at dimension 300. */
    private static final int DIRECTIONS = 64;

    /** Greatest score that is a cosine with rounding errors. */
    private static final float MAX_COSINE = 1.01f;

    private final EmbeddingKernels kernels = EmbeddingKernels.fastest();
    private final VectorRows rows;
    private final float[][] byColumn;
    private final int[] widths;
    private final int[][] excluded;
    private final CandidateFilter accepted;

    /**
     * Creates a scan.
     *
     * @param rows the vectors, which must support decompression
     * @param directions one unit vector for each query
     * @param excluded for each query the excluded ids in ascending order
     * @param accepted filter of the candidates
     */
    BatchScan(VectorRows rows, float[][] directions, int[][] excluded, CandidateFilter accepted) {
        this.rows = rows;
        this.excluded = excluded;
        this.accepted = accepted;
        int groups = (directions.length + DIRECTIONS - 1) / DIRECTIONS;
        byColumn = new float[groups][];
        widths = new int[groups];
        int dimension = rows.dimension();
        for (int group = 0; group < groups; group++) {
            int begin = group * DIRECTIONS;
            int count = Math.min(DIRECTIONS, directions.length - begin);
            int width = (count + EmbeddingKernels.LANES - 1) / EmbeddingKernels.LANES * EmbeddingKernels.LANES;
            float[] transposed = new float[dimension * width];
            for (int n = 0; n < count; n++) {
                for (int k = 0; k < dimension; k++) {
                    transposed[k * width + n] = directions[begin + n][k];
                }
            }
            byColumn[group] = transposed;
            widths[group] = width;
        }
    }

    /**
     * Scans a range of rows for every query. Thread-safe if each call has its own range and heaps.
     *
     * @param from first row
     * @param to index after the last row
     * @param best one heap for each query
     */
    void run(int from, int to, TopK[] best) {
        int dimension = rows.dimension();
        int stride = (dimension + EmbeddingKernels.LANES - 1) / EmbeddingKernels.LANES * EmbeddingKernels.LANES;
        float[] block = new float[ROWS * stride];
        float[] scores = new float[ROWS * DIRECTIONS];
        for (int first = from; first < to; first += ROWS) {
            int count = Math.min(ROWS, to - first);
            rows.unpackUnitVectors(first, count, block, stride);
            for (int group = 0; group < byColumn.length; group++) {
                int width = widths[group];
                kernels.products(block, stride, count, byColumn[group], dimension, width, scores);
                if (group == 0) {
                    verify(scores, width, first, count);
                }
                int begin = group * DIRECTIONS;
                int end = Math.min(best.length, begin + DIRECTIONS);
                for (int question = begin; question < end; question++) {
                    offer(scores, question - begin, width, first, count, excluded[question], best[question]);
                }
            }
        }
    }

    /**
     * Verifies rows whose first score is not a cosine: a value that is not finite invalidates all
     * scores of its row.
     */
    private void verify(float[] scores, int width, int first, int count) {
        for (int row = 0; row < count; row++) {
            if (!(Math.abs(scores[row * width]) <= MAX_COSINE)) {
                rows.verify(first + row);
            }
        }
    }

    // More than six parameters: an inner loop over parts of shared arrays, without allocation.
    private void offer(float[] scores, int column, int width, int first, int count, int[] without, TopK best) {
        float threshold = best.threshold();
        for (int row = 0, at = column; row < count; row++, at += width) {
            if (scores[at] >= threshold && accepted.accepts(first + row, without)) {
                if (scores[at] > MAX_COSINE) {
                    rows.verify(first + row);
                }
                best.add(first + row, scores[at]);
                threshold = best.threshold();
            }
        }
    }
}
