package org.wvtoolkit.query.rows;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.ScanKernels;

/** Rows in single precision. */
final class DenseRows implements VectorRows {
    /**
     * Number of values processed in one call, 1 MiB: four streams that are long enough for hardware
     * prefetching.
     */
    private static final int BLOCK = 1 << 18;

    /** Greatest quotient that is a cosine with rounding errors. */
    private static final float MAX_COSINE = 1.01f;

    /** Relative difference of squared norms that rounding cannot explain. */
    static final double NORM_TOLERANCE = 0.02;

    private final ScanKernels kernels = ScanKernels.fastest();
    private final DenseEmbeddings embeddings;
    private final FloatMatrix vectors;

    DenseRows(DenseEmbeddings embeddings) {
        this.embeddings = embeddings;
        this.vectors = embeddings.vectors();
    }

    @Override
    public int dimension() {
        return vectors.columns();
    }

    @Override
    public int rowsAtATime() {
        return Math.max(1, BLOCK / vectors.stride());
    }

    @Override
    public long work(int some) {
        return (long) some * vectors.columns();
    }

    @Override
    public void addUnitVector(int id, double weight, double[] sum) {
        // The stored norm is rounded to a float; a word subtracted from itself must nevertheless
        // give zero.
        double norm = embeddings.norm(id);
        if (norm == 0) {
            embeddings.verify(id);
            return;
        }
        float[] row = new float[sum.length];
        vectors.copyRow(id, row, 0);
        double factor = weight / norm;
        double squares = 0;
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
            squares += (double) row[j] * row[j];
        }
        if (!(Math.abs(squares - norm * norm) <= NORM_TOLERANCE * squares)) {
            embeddings.verify(id);
        }
    }

    @Override
    public void copy(int id, float[] target) {
        vectors.copyRow(id, target, 0);
    }

    @Override
    public void cosines(float[] direction, int first, int count, float[] out) {
        kernels.floatProducts(vectors.segment(), vectors.stride(), vectors.columns(), first, count, direction, out);
        divide(embeddings.norms(), first, count, out);
        verifyCosines(kernels, this, first, count, out);
    }

    /**
     * Verifies the rows whose quotients are no cosines, because a row is zero, has a value that is not finite, or a
     * norm far below that of its values.
     */
    static void verifyCosines(ScanKernels kernels, VectorRows rows, int first, int count, float[] out) {
        if (kernels.areBounded(out, count, MAX_COSINE)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(out[i]) <= MAX_COSINE)) {
                rows.verify(first + i);
            }
        }
    }

    @Override
    public void verify(int id) {
        embeddings.verify(id);
    }

    @Override
    public void cosines(float[] direction, int[] ids, int count, float[] out) {
        kernels.floatProducts(vectors.segment(), vectors.stride(), vectors.columns(), ids, count, direction, out);
        MemorySegment norms = embeddings.norms();
        for (int i = 0; i < count; i++) {
            float norm = norms.get(JAVA_FLOAT_UNALIGNED, 4L * ids[i]);
            if (!(Math.abs(out[i]) <= norm * MAX_COSINE)) {
                embeddings.verify(ids[i]);
            }
            out[i] /= norm;
        }
    }

    /**
     * Divides products by the norms of their rows. Copies the norms to an array first: reading them
     * one by one from a segment is about 10× slower before JIT compilation.
     */
    static void divide(MemorySegment norms, int first, int count, float[] out) {
        float[] divisors = new float[count];
        MemorySegment.copy(norms, JAVA_FLOAT_UNALIGNED, 4L * first, divisors, 0, count);
        for (int i = 0; i < count; i++) {
            // 0 / 0 is NaN, which is never at or above a threshold.
            out[i] /= divisors[i];
        }
    }

    @Override
    public boolean unpacks() {
        return true;
    }

    @Override
    public void unpackUnitVectors(int first, int count, float[] block, int stride) {
        for (int row = 0; row < count; row++) {
            int at = row * stride;
            vectors.copyUnverified((long) first + row, block, at);
            scale(block, at, dimension(), 1 / embeddings.norm(first + row));
        }
    }

    /** Scales a row of a block. An infinite factor, for a zero row, gives NaN. */
    static void scale(float[] block, int at, int length, float factor) {
        for (int j = at; j < at + length; j++) {
            block[j] *= factor;
        }
    }
}
