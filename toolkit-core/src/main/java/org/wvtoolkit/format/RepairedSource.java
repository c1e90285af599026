package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * View of selected rows of another source, with repaired words. It is valid until the other source
 * is closed.
 */
final class RepairedSource implements VectorSource {
    private final VectorSource source;
    private final int[] kept;
    private final Vocabulary vocabulary;
    private final @Nullable Embeddings whole;

    private RepairedSource(VectorSource source, int[] kept, Vocabulary vocabulary, @Nullable Embeddings whole) {
        this.source = source;
        this.kept = kept;
        this.vocabulary = vocabulary;
        this.whole = whole;
    }

    /**
     * Creates a view.
     *
     * @param kept ids of the rows to keep, in ascending order
     * @param renamed whether any of their words was changed
     */
    static RepairedSource of(VectorSource source, int[] kept, boolean renamed) {
        Vocabulary repaired = vocabulary(source.vocabulary(), kept);
        boolean all = kept.length == source.vocabulary().size() && !renamed;
        return new RepairedSource(source, kept, repaired, all ? renewed(source, repaired) : null);
    }

    private static Vocabulary vocabulary(Vocabulary words, int[] kept) {
        long[] offsets = new long[kept.length + 1];
        long[] counts = new long[kept.length];
        byte[][] repaired = new byte[kept.length][];
        for (int row = 0; row < kept.length; row++) {
            repaired[row] = ModelCheck.repair(ModelCheck.bytes(words, kept[row]));
            offsets[row + 1] = offsets[row] + repaired[row].length;
            counts[row] = words.count(kept[row]);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment utf8 = arena.allocate(offsets[kept.length] + Long.BYTES);
            for (int row = 0; row < kept.length; row++) {
                MemorySegment.copy(repaired[row], 0, utf8, ValueLayout.JAVA_BYTE, offsets[row], repaired[row].length);
            }
            return VocabularyBuilder.of(utf8, offsets, counts);
        }
    }

    /**
     * Returns embeddings with all other parts of the model if no row is removed, or null. Norms and
     * the word order are recomputed.
     */
    private static @Nullable Embeddings renewed(VectorSource source, Vocabulary vocabulary) {
        if (!(source.embeddings().orElse(null) instanceof DenseEmbeddings dense)) {
            return null;
        }
        DenseEmbeddings renewed = DenseEmbeddings.of(vocabulary, dense.vectors(), dense.metadata());
        Optional<FloatMatrix> contexts = dense.contexts().filter(ModelCheck::isFinite);
        renewed = contexts.isPresent() ? renewed.withContexts(contexts.get()) : renewed;
        renewed = dense.singularValues().isPresent()
                ? renewed.withSingularValues(dense.singularValues().get())
                : renewed;
        return dense.subwords().isPresent()
                ? renewed.withSubwords(dense.subwords().get())
                : renewed;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int dimension() {
        return source.dimension();
    }

    @Override
    public ModelMetadata metadata() {
        return source.metadata();
    }

    @Override
    public Optional<SubwordVectors> subwords() {
        return source.subwords();
    }

    @Override
    public Optional<Embeddings> embeddings() {
        return Optional.ofNullable(whole);
    }

    @Override
    public void read(int first, int count, float[] target) throws IOException {
        int dimension = dimension();
        float[] row = new float[dimension];
        for (int i = 0; i < count; i++) {
            source.read(kept[first + i], 1, row);
            System.arraycopy(row, 0, target, i * dimension, dimension);
        }
    }

    /** Does nothing: the underlying source belongs to its creator. */
    @Override
    public void close() {}
}
