package org.wvtoolkit.query;

import org.wvtoolkit.linalg.kernel.EmbeddingKernels;
import org.wvtoolkit.query.rows.VectorRows;

/**
 * One pass over rows for many questions: a block of rows, unpacked at unit length, is multiplied with a block of directions while
 * both are in the cache (as a matrix product, which loads each value once for many multiplications), so that what costs is the
 * arithmetic and no longer the memory.
 */
final class BatchScan {
    /** VectorRows of a block: 150 KB at dimension 300. */
    private static final int ROWS = 128;

    /** Directions of a block: 75 KB at dimension 300. */
    private static final int DIRECTIONS = 64;

    private final EmbeddingKernels kernels = EmbeddingKernels.fastest();
    private final VectorRows rows;
    private final float[][] byColumn;
    private final int[] widths;
    private final int[][] excluded;
    private final CandidateFilter accepted;

    /**
     * Prepares a pass.
     *
     * @param rows the vectors; they can be unpacked
     * @param directions one a question, of length 1
     * @param excluded for each question the ids left out, in ascending order
     * @param accepted which rows may answer
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
     * Offers the rows of a range to every question; safe from several threads for ranges and heaps of their own.
     *
     * @param from first row
     * @param to row after the last
     * @param best one a question
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
                int begin = group * DIRECTIONS;
                int end = Math.min(best.length, begin + DIRECTIONS);
                for (int question = begin; question < end; question++) {
                    offer(scores, question - begin, width, first, count, excluded[question], best[question]);
                }
            }
        }
    }

    private void offer(float[] scores, int column, int width, int first, int count, int[] without, TopK best) {
        float threshold = best.threshold();
        for (int row = 0, at = column; row < count; row++, at += width) {
            if (scores[at] >= threshold && accepted.accepts(first + row, without)) {
                best.add(first + row, scores[at]);
                threshold = best.threshold();
            }
        }
    }
}
