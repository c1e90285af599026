package org.wvtoolkit.evaluation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.PanelKernels;

/**
 * Cosines of dense vectors: the product of a matrix of the words' unit vectors and the transposed
 * matrix of a block's unit vectors.
 */
final class DenseCosines implements CosineBlocks {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final DenseEmbeddings embeddings;
    private final PanelKernels kernels = PanelKernels.fastest();
    private final MemorySegment words;
    private final int rows;
    private final int stride;

    DenseCosines(DenseEmbeddings embeddings, int[] ids, Arena arena) {
        this.embeddings = embeddings;
        rows = ids.length;
        FloatMatrix panel = FloatMatrix.allocate(arena, rows, embeddings.dimension());
        float[] row = new float[embeddings.dimension()];
        for (int i = 0; i < rows; i++) {
            unit(ids[i], row);
            panel.setRow(i, row, 0);
        }
        words = panel.segment();
        stride = panel.stride();
    }

    private void unit(int id, float[] row) {
        float norm = embeddings.copyVector(id, row, 0);
        float scale = norm == 0 ? 0 : 1 / norm;
        for (int j = 0; j < row.length; j++) {
            row[j] *= scale;
        }
    }

    @Override
    public long scratchBytes() {
        return 4L * stride * CANDIDATES;
    }

    @Override
    public void fill(int first, int end, MemorySegment block, MemorySegment scratch) {
        stand(first, Math.min(CANDIDATES, end - first), scratch);
        block.asSlice(0, 4L * rows * CANDIDATES).fill((byte) 0);
        kernels.addPanelTimes(words, stride, scratch, block, CANDIDATES, 0, rows);
    }

    /**
     * Writes unit vectors as columns, followed by zero columns. A separate method, so that its
     * loops do not cause the JVM to recompile the whole product.
     */
    private void stand(int first, int count, MemorySegment columns) {
        float[] row = new float[embeddings.dimension()];
        columns.fill((byte) 0);
        for (int i = 0; i < count; i++) {
            unit(first + i, row);
            for (int j = 0; j < row.length; j++) {
                columns.setAtIndex(FLOAT, (long) j * CANDIDATES + i, row[j]);
            }
        }
    }

    @Override
    public boolean hasDirection(int id) {
        return embeddings.norm(id) != 0;
    }
}
