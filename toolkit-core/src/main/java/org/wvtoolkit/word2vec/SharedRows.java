package org.wvtoolkit.word2vec;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.EmbeddingKernels;

/**
 * The matrix itself, which all threads change at once and without locks (Hogwild: Recht et al. 2011). Now and then a change is
 * lost; which, no one can say.
 */
final class SharedRows implements EmbeddingRows {
    private final EmbeddingKernels kernels;
    private final MemorySegment matrix;
    private final int stride;
    private final long matrixRows;

    SharedRows(EmbeddingKernels kernels, FloatMatrix matrix) {
        this.kernels = kernels;
        this.matrix = matrix.segment();
        this.stride = matrix.stride();
        this.matrixRows = matrix.rows();
    }

    @Override
    public void gather(int[] rows, int count, float[] block) {
        EmbeddingRows.check(rows, count, block, stride, matrixRows);
        kernels.gather(matrix, stride, rows, count, block);
    }

    @Override
    public void add(int[] rows, int count, float[] block) {
        EmbeddingRows.check(rows, count, block, stride, matrixRows);
        kernels.scatterAdd(matrix, stride, rows, count, block);
    }
}
