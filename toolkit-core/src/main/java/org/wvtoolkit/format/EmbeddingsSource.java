package org.wvtoolkit.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Source of rows that reads from embeddings. */
final class EmbeddingsSource implements VectorSource {
    private final Embeddings embeddings;
    private final String origin;
    private final Runnable onClose;

    /**
     * Creates a source for writing embeddings to a file.
     *
     * @param embeddings not closed with the source
     * @param target the file to be written, for messages
     */
    EmbeddingsSource(Embeddings embeddings, Path target) {
        this(embeddings, target + ": not written", () -> {});
    }

    /**
     * Creates a source of a file.
     *
     * @param embeddings the content of the file
     * @param input the file, for messages
     * @param onClose run when the source is closed
     */
    EmbeddingsSource(Embeddings embeddings, Path input, Runnable onClose) {
        this(embeddings, input.toString(), onClose);
    }

    /** Creates a source whose messages begin with {@code origin}. */
    private EmbeddingsSource(Embeddings embeddings, String origin, Runnable onClose) {
        this.embeddings = embeddings;
        this.origin = origin;
        this.onClose = onClose;
    }

    @Override
    public Vocabulary vocabulary() {
        return embeddings.vocabulary();
    }

    @Override
    public int dimension() {
        return embeddings.dimension();
    }

    @Override
    public ModelMetadata metadata() {
        return embeddings.metadata();
    }

    @Override
    public Optional<SubwordVectors> subwords() {
        return embeddings instanceof DenseEmbeddings dense ? dense.subwords() : Optional.empty();
    }

    @Override
    public Optional<Embeddings> embeddings() {
        return Optional.of(embeddings);
    }

    @Override
    public void read(int first, int count, float[] target) throws IOException {
        try {
            copy(first, count, target);
        } catch (UncheckedIOException invalid) {
            throw invalid.getCause();
        }
        int dimension = embeddings.dimension();
        for (int i = 0; i < count * dimension; i++) {
            if (!Float.isFinite(target[i])) {
                throw new IOException(origin + ": the vector of \""
                        + vocabulary().word(first + i / dimension) + "\" contains the value " + target[i]
                        + ", which the output format cannot represent; remove the word from the model");
            }
        }
    }

    private void copy(int first, int count, float[] target) throws IOException {
        int dimension = embeddings.dimension();
        switch (embeddings) {
            case DenseEmbeddings dense -> {
                for (int row = 0; row < count; row++) {
                    dense.vectors().copyRow((long) first + row, target, row * dimension);
                }
            }
            case CompressedEmbeddings compressed -> {
                for (int row = 0; row < count; row++) {
                    compressed.decompress(first + row, target, row * dimension);
                }
            }
            case SparseEmbeddings sparse ->
                throw new IOException(origin + ": the model has sparse vectors over " + sparse.dimension()
                        + " contexts, which the output format cannot represent; convert to safetensors, or train dense"
                        + " vectors from the model with the method svd");
        }
    }

    @Override
    public void close() {
        onClose.run();
    }
}
