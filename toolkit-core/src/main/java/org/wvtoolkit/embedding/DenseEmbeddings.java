package org.wvtoolkit.embedding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.ValueFault;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Single-precision vectors for all words, with their Euclidean norms.
 *
 * <p>Vectors are stored as trained, not normalized. The matrices must not be modified after the
 * embeddings are created, because the norms would no longer match.
 */
public final class DenseEmbeddings implements Embeddings {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final Vocabulary vocabulary;
    private final FloatMatrix vectors;
    private final MemorySegment norms;
    private final @Nullable FloatMatrix contexts;
    private final float @Nullable [] singularValues;
    private final @Nullable SubwordVectors subwords;
    private final ModelMetadata metadata;
    private final Owner owner;

    /** Releases resources on closing; must not throw. */
    interface Owner {
        void free();

        /** Creates the exception for an invalid norm; null for embeddings that are not from a file. */
        default @Nullable ValueFault norms() {
            return null;
        }
    }

    /** Owner of a view, which frees nothing. */
    record Unowned(@Nullable ValueFault norms) implements Owner {
        @Override
        public void free() {}
    }

    // More than six parameters: one per field of an immutable class.
    DenseEmbeddings(
            Vocabulary vocabulary,
            FloatMatrix vectors,
            MemorySegment norms,
            @Nullable FloatMatrix contexts,
            float @Nullable [] singularValues,
            @Nullable SubwordVectors subwords,
            ModelMetadata metadata,
            Owner owner) {
        this.vocabulary = vocabulary;
        this.vectors = vectors;
        this.norms = norms;
        this.contexts = contexts;
        this.singularValues = singularValues;
        this.subwords = subwords;
        this.metadata = metadata;
        this.owner = owner;
    }

    /**
     * Creates embeddings of vectors in memory and computes their norms. The memory remains the
     * caller's; see {@link #owning}.
     *
     * @param vocabulary V words
     * @param vectors [V, d]; shared, not copied
     * @param metadata the provenance of the vectors
     * @return the embeddings
     * @throws IllegalArgumentException if the number of vectors is not V
     */
    public static DenseEmbeddings of(Vocabulary vocabulary, FloatMatrix vectors, ModelMetadata metadata) {
        if (vectors.rows() != vocabulary.size()) {
            throw new IllegalArgumentException(vectors.rows() + " vectors for " + vocabulary.size() + " words");
        }
        return new DenseEmbeddings(vocabulary, vectors, norms(vectors), null, null, null, metadata, () -> {});
    }

    /**
     * Embeddings of the sums of a word2vec model's input and context vectors,
     * {@code input + weight · context}. The metadata state the weight.
     *
     * @param vocabulary V words
     * @param inputs [V, d] input vectors; shared, and replaced by the sums
     * @param contexts [V, d] context vectors; shared
     * @param weight factor of the context vectors, at least 0; 0 leaves the input vectors unchanged
     * @param metadata provenance of the model
     * @return the embeddings
     * @throws IllegalArgumentException if the shapes do not fit, or if the weight is negative or
     *     not finite
     */
    public static DenseEmbeddings ofSums(
            Vocabulary vocabulary, FloatMatrix inputs, FloatMatrix contexts, double weight, ModelMetadata metadata) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight must be a finite number of at least 0: " + weight);
        }
        if (weight == 0) {
            return of(vocabulary, inputs, metadata).withContexts(contexts);
        }
        inputs.addScaled(contexts, (float) weight);
        return of(vocabulary, inputs, metadata.with(ModelMetadata.CONTEXT_WEIGHT, Double.toString(weight)))
                .withContexts(contexts);
    }

    private static MemorySegment norms(FloatMatrix vectors) {
        MemorySegment norms = Arena.ofAuto().allocate(FLOAT, vectors.rows());
        float[] row = new float[vectors.columns()];
        for (long id = 0; id < vectors.rows(); id++) {
            vectors.copyRow(id, row, 0);
            norms.setAtIndex(FLOAT, id, Norms.of(row, 0, row.length));
        }
        return norms;
    }

    /**
     * Returns a copy with the context vectors of a word2vec model, which continued training needs.
     *
     * @param newContexts [V, d]; shared, not copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if the shape differs from that of the vectors
     */
    public DenseEmbeddings withContexts(FloatMatrix newContexts) {
        if (newContexts.rows() != vectors.rows() || newContexts.columns() != vectors.columns()) {
            throw new IllegalArgumentException("contexts [" + newContexts.rows() + ", " + newContexts.columns()
                    + "] for vectors [" + vectors.rows() + ", " + vectors.columns() + "]");
        }
        return new DenseEmbeddings(vocabulary, vectors, norms, newContexts, singularValues, subwords, metadata, owner);
    }

    /**
     * Returns a copy with the singular values of an SVD model, so that the vectors can be weighted
     * differently without a new factorization.
     *
     * @param values d values in descending order; copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if the number of values is not d
     */
    public DenseEmbeddings withSingularValues(float... values) {
        if (values.length != dimension()) {
            throw new IllegalArgumentException(values.length + " singular values for dimension " + dimension());
        }
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, values.clone(), subwords, metadata, owner);
    }

    /**
     * Returns a copy with subword vectors, which provide vectors for out-of-vocabulary words.
     *
     * @param newSubwords d columns; shared, not copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if the dimension differs
     */
    public DenseEmbeddings withSubwords(SubwordVectors newSubwords) {
        if (newSubwords.buckets().columns() != dimension()) {
            throw new IllegalArgumentException(
                    "subwords of dimension " + newSubwords.buckets().columns() + " for dimension " + dimension());
        }
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, singularValues, newSubwords, metadata, owner);
    }

    @Override
    public DenseEmbeddings withMetadata(ModelMetadata newMetadata) {
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, singularValues, subwords, newMetadata, owner);
    }

    /**
     * Returns a copy that closes an arena when it is closed. Transfers ownership of the memory to
     * the embeddings.
     *
     * @param arena the arena of the vectors; the thread that closes the embeddings must be allowed
     *     to close it
     * @return new embeddings, to be closed instead of these
     */
    public DenseEmbeddings owning(Arena arena) {
        Owner previous = owner;
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, singularValues, subwords, metadata, () -> {
            previous.free();
            if (arena.scope().isAlive()) {
                arena.close();
            }
        });
    }

    /**
     * Returns a view of these embeddings whose {@link #close} frees nothing, for a user that does
     * not own them.
     *
     * @return a view that is valid until these embeddings are closed
     */
    public DenseEmbeddings unowned() {
        return new DenseEmbeddings(
                vocabulary, vectors, norms, contexts, singularValues, subwords, metadata, new Unowned(owner.norms()));
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int dimension() {
        return vectors.columns();
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    /**
     * Returns the vectors.
     *
     * @return [V, d]; must not be modified
     */
    public FloatMatrix vectors() {
        return vectors;
    }

    @Override
    public float norm(int id) {
        Objects.checkIndex(id, vocabulary.size());
        return norms.getAtIndex(FLOAT, id);
    }

    /**
     * Computes the Euclidean norm of a word's vector from its values, ignoring the stored norm.
     *
     * @param id 0 to V − 1
     * @return at least 0, or NaN
     */
    public float computeNorm(int id) {
        float[] row = new float[vectors.columns()];
        long begin = (long) id * vectors.stride() * Float.BYTES;
        MemorySegment.copy(vectors.segment(), ValueLayout.JAVA_FLOAT_UNALIGNED, begin, row, 0, row.length);
        return Norms.of(row, 0, row.length);
    }

    @Override
    public float copyVector(int id, float[] target, int offset) {
        vectors.copyRow(id, target, offset);
        float norm = norm(id);
        ValueFault fault = owner.norms();
        if (fault != null) {
            Norms.verify(norm, Norms.of(target, offset, vectors.columns()), id, fault);
        }
        return norm;
    }

    @Override
    public void verify(int id) {
        if (owner.norms() != null) {
            copyVector(id, new float[vectors.columns()], 0);
        }
    }

    /**
     * Returns all norms.
     *
     * @return F32 [V], naturally aligned; must not be modified
     */
    public MemorySegment norms() {
        return norms;
    }

    /**
     * Returns the context vectors of a word2vec model.
     *
     * @return [V, d], must not be modified; or empty
     */
    public Optional<FloatMatrix> contexts() {
        return Optional.ofNullable(contexts);
    }

    /**
     * Returns the singular values of an SVD model.
     *
     * @return a copy of d values in descending order, or empty
     */
    public Optional<float[]> singularValues() {
        return Optional.ofNullable(singularValues).map(float[]::clone);
    }

    /**
     * Returns the subword vectors, which provide vectors for out-of-vocabulary words.
     *
     * @return the table, or empty
     */
    public Optional<SubwordVectors> subwords() {
        return Optional.ofNullable(subwords);
    }

    @Override
    public void save(Path target) throws IOException {
        ModelFile.save(this, target);
    }

    @Override
    public void close() {
        owner.free();
    }
}
