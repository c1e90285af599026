package org.wvtoolkit.query.rows;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.linalg.kernel.ScanKernels;

/** Rows in half precision or 8-bit integers, multiplied without decompression. */
final class CompressedRows implements VectorRows {
    /**
     * Number of values processed in one call: four streams that are long enough for hardware
     * prefetching.
     */
    private static final int BLOCK = 1 << 18;

    private final ScanKernels kernels = ScanKernels.fastest();
    private final CompressedEmbeddings embeddings;
    private final @Nullable MemorySegment scales;

    CompressedRows(CompressedEmbeddings embeddings) {
        this.embeddings = embeddings;
        this.scales = embeddings.scales().orElse(null);
    }

    @Override
    public int dimension() {
        return embeddings.dimension();
    }

    @Override
    public int rowsAtATime() {
        return Math.max(1, BLOCK / dimension());
    }

    @Override
    public long work(int rows) {
        return (long) rows * dimension();
    }

    @Override
    public void addUnitVector(int id, double weight, double[] sum) {
        double norm = embeddings.norm(id);
        if (norm == 0) {
            embeddings.verify(id);
            return;
        }
        float[] row = new float[sum.length];
        embeddings.decompress(id, row, 0);
        double factor = weight / norm;
        double squares = 0;
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
            squares += (double) row[j] * row[j];
        }
        if (!(Math.abs(squares - norm * norm) <= DenseRows.NORM_TOLERANCE * squares)) {
            embeddings.verify(id);
        }
    }

    @Override
    public void copy(int id, float[] target) {
        embeddings.decompress(id, target, 0);
    }

    @Override
    public void cosines(float[] direction, int first, int count, float[] out) {
        if (scales == null) {
            kernels.halfProducts(embeddings.codes(), dimension(), first, count, direction, out);
        } else {
            kernels.byteProducts(embeddings.codes(), dimension(), first, count, direction, out);
            float[] factors = new float[count];
            MemorySegment.copy(scales, JAVA_FLOAT, 4L * first, factors, 0, count);
            for (int i = 0; i < count; i++) {
                out[i] *= factors[i];
            }
        }
        DenseRows.divide(embeddings.norms(), first, count, out);
        DenseRows.verifyCosines(kernels, this, first, count, out);
    }

    @Override
    public void verify(int id) {
        embeddings.verify(id);
    }

    @Override
    public boolean unpacks() {
        return true;
    }

    @Override
    public void unpackUnitVectors(int first, int count, float[] block, int stride) {
        for (int row = 0; row < count; row++) {
            embeddings.decompress(first + row, block, row * stride);
            DenseRows.scale(block, row * stride, dimension(), 1 / embeddings.norm(first + row));
        }
    }
}
