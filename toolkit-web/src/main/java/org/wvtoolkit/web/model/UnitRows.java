package org.wvtoolkit.web.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.factorization.TruncatedSvd;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.SplitMix64;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.projection.RowSource;

/**
 * Unit vectors of a model's most frequent words. Sparse vectors are first reduced to
 * {@value #REDUCED} dimensions.
 */
final class UnitRows implements RowSource {
    /** Number of dimensions of reduced sparse vectors. */
    private static final int REDUCED = 100;

    /** Multiplier of consecutive numbers, which SplitMix64 mixes well (2⁶⁴ divided by the golden ratio). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final int MAX_ROWS = 100_000;

    private final Embeddings dense;
    private final int rows;

    private UnitRows(Embeddings dense) {
        this.dense = dense;
        this.rows = Math.min(MAX_ROWS, dense.vocabulary().size());
    }

    /** Returns the rows of a model; those of a sparse model are computed once. */
    static UnitRows of(LoadedModel model) {
        return model.derive("rows", UnitRows.class, () -> new UnitRows(dense(model.embeddings())));
    }

    private static Embeddings dense(Embeddings embeddings) {
        if (!(embeddings instanceof SparseEmbeddings sparse)) {
            return embeddings;
        }
        CsrMatrix matrix = sparse.vectors();
        FloatMatrix reduced = matrix.isDouble() ? hashed(matrix) : factorized(matrix);
        return DenseEmbeddings.of(sparse.vocabulary(), reduced, ModelMetadata.EMPTY);
    }

    private static FloatMatrix factorized(CsrMatrix matrix) {
        SvdOptions options =
                SvdOptions.builder().dimension(REDUCED).normalize(true).build();
        Arena arena = Arena.ofAuto();
        try {
            Resources resources = Resources.defaults(Path.of(System.getProperty("java.io.tmpdir", ".")));
            return TruncatedSvd.factorize(matrix, options, resources, ProgressListener.NONE, arena)
                    .vectors(options, arena);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Projects log-damped counts with random signs (Achlioptas 2003), which approximately preserves
     * angles.
     */
    private static FloatMatrix hashed(CsrMatrix matrix) {
        FloatMatrix reduced = FloatMatrix.allocate(Arena.ofAuto(), matrix.rows(), REDUCED);
        float[] row = new float[REDUCED];
        for (int id = 0; id < matrix.rows(); id++) {
            Arrays.fill(row, 0);
            for (long at = matrix.rowStart(id); at < matrix.rowEnd(id); at++) {
                float value = (float) Math.log1p(Math.abs(matrix.value(at)));
                long bits = 0;
                for (int j = 0; j < REDUCED; j++) {
                    bits = j % Long.SIZE == 0
                            ? SplitMix64.mix(GOLDEN * (((long) matrix.column(at) << 8) + j))
                            : bits >>> 1;
                    row[j] += (bits & 1) == 0 ? value : -value;
                }
            }
            reduced.setRow(id, row, 0);
        }
        return reduced;
    }

    /** Returns the vectors as embeddings, for searches. */
    Embeddings embeddings() {
        return dense;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return dense.dimension();
    }

    @Override
    public void copy(int row, float[] target) {
        float norm = dense.copyVector(row, target, 0);
        for (int k = 0; k < columns() && norm > 0; k++) {
            target[k] /= norm;
        }
    }

    /** Returns all rows, one after the other. */
    float[] toArray() {
        float[] all = new float[Math.multiplyExact(rows, columns())];
        float[] values = new float[columns()];
        for (int row = 0; row < rows; row++) {
            copy(row, values);
            System.arraycopy(values, 0, all, row * values.length, values.length);
        }
        return all;
    }
}
