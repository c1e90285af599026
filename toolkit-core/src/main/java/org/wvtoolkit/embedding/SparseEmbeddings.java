package org.wvtoolkit.embedding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Sparse vectors for all words: the association of each word with each context, as counts or
 * weights. For cosine similarity a row is a vector like any other. In addition its dimensions have
 * names, so that it can be shown why two words are similar.
 */
public final class SparseEmbeddings implements Embeddings {
    private final ContextMatrix contexts;
    private final ModelMetadata metadata;

    private SparseEmbeddings(ContextMatrix contexts, ModelMetadata metadata) {
        this.contexts = contexts;
        this.metadata = metadata;
    }

    /**
     * Creates embeddings whose vectors are the rows of a matrix.
     *
     * @param contexts the matrix, owned by the embeddings from now on
     * @return the embeddings, with the metadata of the matrix
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
     * Returns the number of contexts, including those that a word did not occur in.
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
     * Returns the matrix with the meaning of its columns.
     *
     * @return the matrix; must not be closed
     */
    public ContextMatrix contexts() {
        return contexts;
    }

    /**
     * Returns the vectors.
     *
     * @return [V, dimension], single or double precision
     */
    public CsrMatrix vectors() {
        return contexts.matrix();
    }

    @Override
    public float copyVector(int id, float[] target, int offset) {
        CsrMatrix rows = vectors();
        Arrays.fill(target, offset, offset + rows.columns(), 0);
        for (long position = rows.rowStart(id); position < rows.rowEnd(id); position++) {
            target[offset + rows.column(position)] = (float) rows.value(position);
        }
        return norm(id);
    }

    @Override
    public float norm(int id) {
        return (float) vectors().rowNorm(id);
    }

    @Override
    public void verify(int id) {
        vectors().verifyRow(id);
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
