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
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Some rows of another source, under mended names. Not closed on its own: it lives as long as the other. */
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
     * Rows of a source.
     *
     * @param kept ids of the rows, ascending
     * @param renamed whether any of their words is not as it was
     */
    static RepairedSource of(VectorSource source, int[] kept, boolean renamed) {
        Vocabulary mended = vocabulary(source.vocabulary(), kept);
        boolean all = kept.length == source.vocabulary().size() && !renamed;
        return new RepairedSource(source, kept, mended, all ? renewed(source, mended) : null);
    }

    private static Vocabulary vocabulary(Vocabulary words, int[] kept) {
        long[] offsets = new long[kept.length + 1];
        long[] counts = new long[kept.length];
        byte[][] mended = new byte[kept.length][];
        for (int row = 0; row < kept.length; row++) {
            mended[row] = ModelCheck.mend(ModelCheck.bytes(words, kept[row]));
            offsets[row + 1] = offsets[row] + mended[row].length;
            counts[row] = words.count(kept[row]);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment utf8 = arena.allocate(offsets[kept.length] + Long.BYTES);
            for (int row = 0; row < kept.length; row++) {
                MemorySegment.copy(mended[row], 0, utf8, ValueLayout.JAVA_BYTE, offsets[row], mended[row].length);
            }
            return VocabularyBuilder.of(utf8, offsets, counts);
        }
    }

    /** Where no row is lost, all else that a model has is kept as well; norms and the order of words are made anew. */
    private static @Nullable Embeddings renewed(VectorSource source, Vocabulary vocabulary) {
        if (!(source.embeddings().orElse(null) instanceof DenseEmbeddings dense)) {
            return null;
        }
        DenseEmbeddings renewed = DenseEmbeddings.of(vocabulary, dense.vectors(), dense.metadata());
        renewed = dense.contexts().isPresent()
                ? renewed.withContexts(dense.contexts().get())
                : renewed;
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

    /** Does nothing: the other source belongs to whoever opened it. */
    @Override
    public void close() {}
}
