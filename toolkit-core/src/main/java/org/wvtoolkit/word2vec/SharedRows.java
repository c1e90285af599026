package org.wvtoolkit.word2vec;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.TrainingKernels;

/**
 * View of a matrix that all threads change directly and without locks. Concurrent updates of a row
 * may be lost (Hogwild, Recht et al. 2011). One instance per thread.
 */
final class SharedRows implements EmbeddingRows {
    private final TrainingKernels kernels;
    private final MemorySegment matrix;
    private final int stride;
    private final long matrixRows;
    private final WordRates rates;
    private float[] scratch = {};

    SharedRows(TrainingKernels kernels, FloatMatrix matrix, WordRates rates) {
        this.kernels = kernels;
        this.rates = rates;
        this.matrix = matrix.segment();
        this.stride = matrix.stride();
        this.matrixRows = matrix.rows();
    }

    @Override
    public void gather(int[] rows, int first, int count, float[] block, int firstRow) {
        EmbeddingRows.check(rows, first, count, block, firstRow + count, stride, matrixRows);
        kernels.rows().gather(matrix, stride, rows, first, count, block, firstRow);
    }

    @Override
    public void gatherSums(int[] rows, int first, int count, float[] sums) {
        EmbeddingRows.check(rows, first, count, sums, count + 1, stride, matrixRows);
        kernels.windows().gatherSums(matrix, stride, rows, first, count, sums);
    }

    @Override
    public void products(int[] rows, int count, float[] block, float[] out) {
        EmbeddingRows.check(rows, 0, count, block, count, stride, matrixRows);
        kernels.rows().gatherProducts(matrix, stride, rows, count, block, out);
    }

    @Override
    public void addTo(int[] rows, int count, float[] factors, float[] block) {
        EmbeddingRows.check(rows, 0, count, block, count, stride, matrixRows);
        kernels.rows().gatherAddScaled(matrix, stride, rows, count, factors, block);
    }

    @Override
    public void add(int[] rows, int first, int count, float[] block) {
        EmbeddingRows.check(rows, first, count, block, count, stride, matrixRows);
        if (rates.areEqual()) {
            kernels.rows().scatterAdd(matrix, stride, rows, first, count, block);
        } else {
            float[] own = scratch(count);
            rates.copy(rows, first, count, own);
            kernels.rows().scatterAddScaled(matrix, stride, rows, first, count, own, block);
        }
    }

    @Override
    public void addScaled(int[] rows, int count, float[] factors, float[] block) {
        EmbeddingRows.check(rows, 0, count, block, count, stride, matrixRows);
        float[] own = factors;
        if (!rates.areEqual()) {
            own = scratch(count);
            rates.multiply(rows, count, factors, own);
        }
        kernels.rows().scatterAddScaled(matrix, stride, rows, 0, count, own, block);
    }

    private float[] scratch(int count) {
        if (scratch.length < count) {
            scratch = new float[2 * count];
        }
        return scratch;
    }
}
