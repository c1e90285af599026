package org.wvtoolkit.embedding;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * A vector of single precision for every word, with its Euclidean norm.
 *
 * <p>Vectors are as training left them, not of unit length. Once embeddings are made of them, matrices must not be changed:
 * the norms would no longer be theirs.
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

    /** What is freed on closing; need not throw. */
    interface Owner {
        void free();
    }

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
     * Embeddings of vectors in memory; computes their norms. The memory remains the caller's: see {@link #owning}.
     *
     * @param vocabulary V words
     * @param vectors [V, d]; shared, not copied
     * @param metadata where they come from
     * @return the embeddings
     * @throws IllegalArgumentException if there is not one vector for each word
     */
    public static DenseEmbeddings of(Vocabulary vocabulary, FloatMatrix vectors, ModelMetadata metadata) {
        if (vectors.rows() != vocabulary.size()) {
            throw new IllegalArgumentException(vectors.rows() + " vectors for " + vocabulary.size() + " words");
        }
        return new DenseEmbeddings(vocabulary, vectors, norms(vectors), null, null, null, metadata, () -> {});
    }

    /**
     * Embeddings of the sums of a word2vec model's input and context vectors, {@code input + weight · context}. The metadata
     * state the weight.
     *
     * @param vocabulary V words
     * @param inputs [V, d] input vectors; shared, and replaced by the sums
     * @param contexts [V, d] context vectors; shared
     * @param weight factor of the context vectors, at least 0; 0 leaves the input vectors unchanged
     * @param metadata provenance of the model
     * @return the embeddings
     * @throws IllegalArgumentException if the shapes do not fit, or if the weight is negative or not finite
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
     * The same with the context vectors of a word2vec model, which training needs to go on.
     *
     * @param newContexts [V, d]; shared, not copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if their shape is not that of the vectors
     */
    public DenseEmbeddings withContexts(FloatMatrix newContexts) {
        if (newContexts.rows() != vectors.rows() || newContexts.columns() != vectors.columns()) {
            throw new IllegalArgumentException("contexts [" + newContexts.rows() + ", " + newContexts.columns()
                    + "] for vectors [" + vectors.rows() + ", " + vectors.columns() + "]");
        }
        return new DenseEmbeddings(vocabulary, vectors, norms, newContexts, singularValues, subwords, metadata, owner);
    }

    /**
     * The same with the singular values of an SVD model, so that another weighting needs no new factorization.
     *
     * @param values d values, largest first; copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if there are not d of them
     */
    public DenseEmbeddings withSingularValues(float... values) {
        if (values.length != dimension()) {
            throw new IllegalArgumentException(values.length + " singular values for dimension " + dimension());
        }
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, values.clone(), subwords, metadata, owner);
    }

    /**
     * The same with vectors of parts of words, so that words which the vocabulary lacks have vectors, too.
     *
     * @param newSubwords d columns; shared, not copied
     * @return new embeddings, to be closed instead of these
     * @throws IllegalArgumentException if they are of another dimension
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
     * The same, which close an arena when they are closed: for whoever made the vectors and hands them on.
     *
     * @param arena holds the vectors; one that can be closed, by the thread that will close the embeddings
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
     * The same, whose closing frees nothing: for whoever is lent embeddings that others go on using.
     *
     * @return a view that lives as long as these embeddings
     */
    public DenseEmbeddings unowned() {
        return new DenseEmbeddings(vocabulary, vectors, norms, contexts, singularValues, subwords, metadata, () -> {});
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
     * The vectors.
     *
     * @return [V, d], not to be changed
     */
    public FloatMatrix vectors() {
        return vectors;
    }

    /**
     * The Euclidean norm of a word's vector.
     *
     * @param id 0 to V − 1
     * @return at least 0
     */
    public float norm(int id) {
        Objects.checkIndex(id, vocabulary.size());
        return norms.getAtIndex(FLOAT, id);
    }

    /**
     * The Euclidean norm of a word's vector as its values have it, whatever is stored.
     *
     * @param id 0 to V − 1
     * @return at least 0, or NaN
     */
    public float computeNorm(int id) {
        float[] row = new float[vectors.columns()];
        vectors.copyRow(id, row, 0);
        return Norms.of(row, 0, row.length);
    }

    /**
     * All norms.
     *
     * @return F32 [V], naturally aligned, not to be changed
     */
    public MemorySegment norms() {
        return norms;
    }

    /**
     * The context vectors of a word2vec model.
     *
     * @return [V, d], not to be changed, or empty
     */
    public Optional<FloatMatrix> contexts() {
        return Optional.ofNullable(contexts);
    }

    /**
     * The singular values of an SVD model.
     *
     * @return a copy of d values, largest first, or empty
     */
    public Optional<float[]> singularValues() {
        return Optional.ofNullable(singularValues).map(float[]::clone);
    }

    /**
     * Vectors of parts of words, which make a vector for a word that the vocabulary lacks.
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
