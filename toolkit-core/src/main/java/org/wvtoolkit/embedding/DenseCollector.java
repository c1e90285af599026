package org.wvtoolkit.embedding;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Collects vectors in memory and turns them into embeddings. {@link #put} is thread-safe as long as
 * no row is put twice.
 *
 * <p>Not part of the public API.
 */
public final class DenseCollector implements RowTarget, AutoCloseable {
    private final Vocabulary vocabulary;
    private final Arena arena;
    private final FloatMatrix vectors;
    private final MemorySegment norms;
    private boolean detached;

    /**
     * Allocates the memory.
     *
     * @param vocabulary V words
     * @param dimension d, at least 1
     */
    @SuppressWarnings("MustBeClosedChecker") // closed here, or owned by the embeddings
    public DenseCollector(Vocabulary vocabulary, int dimension) {
        this.vocabulary = vocabulary;
        this.arena = Arena.ofShared();
        try {
            this.vectors = FloatMatrix.allocate(arena, vocabulary.size(), dimension);
            this.norms = arena.allocate(ValueLayout.JAVA_FLOAT, vocabulary.size());
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    @Override
    public void put(int first, int count, float[] values) {
        int dimension = vectors.columns();
        float[] blockNorms = new float[count];
        Norms.of(values, count, dimension, blockNorms);
        for (int row = 0; row < count; row++) {
            vectors.setRow(first + row, values, row * dimension);
        }
        MemorySegment.copy(blockNorms, 0, norms, ValueLayout.JAVA_FLOAT, 4L * first, count);
    }

    /**
     * Returns embeddings of all collected vectors. They own the memory from now on.
     *
     * @param metadata the provenance of the vectors
     * @return the embeddings; the caller closes them
     */
    public DenseEmbeddings finish(ModelMetadata metadata) {
        detached = true;
        return new DenseEmbeddings(vocabulary, vectors, norms, null, null, null, metadata, () -> {}).owning(arena);
    }

    /** Frees the memory, unless {@link #finish} transferred it to embeddings. */
    @Override
    public void close() {
        if (!detached) {
            arena.close();
        }
    }
}
