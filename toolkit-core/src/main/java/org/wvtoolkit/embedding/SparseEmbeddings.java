package org.wvtoolkit.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * A sparse vector for every word: how much it has to do with each context, as counts or as weights made of counts. Where
 * nothing but the cosine of two words counts, a row is a vector like any other; and unlike a dense one it has names, so that
 * it tells why two words are near.
 */
public final class SparseEmbeddings implements Embeddings {
    private final ContextMatrix contexts;
    private final ModelMetadata metadata;

    private SparseEmbeddings(ContextMatrix contexts, ModelMetadata metadata) {
        this.contexts = contexts;
        this.metadata = metadata;
    }

    /**
     * Embeddings whose vectors are the rows of a matrix.
     *
     * @param contexts the matrix, which from now on belongs to the embeddings
     * @return the embeddings; their metadata is the matrix's
     */
    public static SparseEmbeddings of(ContextMatrix contexts) {
        return new SparseEmbeddings(contexts, ModelMetadata.of(contexts.metadata()));
    }

    @Override
    public SparseEmbeddings withMetadata(ModelMetadata newMetadata) {
        return new SparseEmbeddings(contexts.with(contexts.vocabulary(), newMetadata.entries()), newMetadata);
    }

    @Override
    public Vocabulary vocabulary() {
        return contexts.vocabulary();
    }

    /**
     * The number of contexts, with those that a word was never seen in.
     *
     * @return at least 1
     */
    @Override
    public int dimension() {
        return contexts.matrix().columns();
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    /**
     * The rows, and what their columns mean.
     *
     * @return the matrix, not to be closed
     */
    public ContextMatrix contexts() {
        return contexts;
    }

    /**
     * The vectors.
     *
     * @return [V, dimension], of single or double precision
     */
    public CsrMatrix vectors() {
        return contexts.matrix();
    }

    /**
     * The Euclidean norm of a word's vector; reads the row.
     *
     * @param id 0 to V − 1
     * @return at least 0
     */
    public double norm(int id) {
        CsrMatrix rows = contexts.matrix();
        Objects.checkIndex(id, rows.rows());
        double sum = 0;
        for (long position = rows.rowStart(id); position < rows.rowEnd(id); position++) {
            double value = rows.value(position);
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @Override
    public void save(Path target) throws IOException {
        contexts.save(target);
    }

    @Override
    public void close() {
        try {
            contexts.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
