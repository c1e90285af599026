package org.wvtoolkit.embedding;

import java.io.IOException;
import java.nio.file.Path;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words with their vectors and where they came from.
 *
 * <p>Threads: reading is safe from any; closing must not race with it. Whoever opens or makes embeddings closes them; memory
 * reached through them afterwards throws {@link IllegalStateException}.
 */
public sealed interface Embeddings extends AutoCloseable
        permits DenseEmbeddings, CompressedEmbeddings, SparseEmbeddings {
    /**
     * Opens a model file of the container format: mapped, not read. What is checked at opening takes time in proportion to
     * the number of words; of a sparse model to the number of cells, which a question looks at too.
     *
     * @param path a file that {@link #save} wrote
     * @return the open embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if it is not a model, or damaged
     * @throws IOException if there is no such file, or it cannot be read
     */
    static Embeddings open(Path path) throws IOException {
        return ModelFile.open(TensorFile.open(path));
    }

    /**
     * Reads a model file of the container format into memory, which later changes of the file do not affect.
     *
     * @param path a file that {@link #save} wrote
     * @return the embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if it is not a model, or damaged
     * @throws IOException if there is no such file, or it cannot be read
     */
    static Embeddings load(Path path) throws IOException {
        return ModelFile.open(TensorFile.load(path));
    }

    /**
     * The words.
     *
     * @return the vocabulary, whose ids are the rows of the vectors
     */
    Vocabulary vocabulary();

    /**
     * The length of a vector.
     *
     * @return at least 1
     */
    int dimension();

    /**
     * Where the vectors come from.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * The same, with other metadata.
     *
     * @param newMetadata where they come from
     * @return new embeddings, to be closed instead of these
     */
    Embeddings withMetadata(ModelMetadata newMetadata);

    /**
     * Saves everything in the container format, beside the target and then renamed into place; an existing file, even the
     * one that these embeddings are mapped from, stays whole until then. Equal embeddings make equal files.
     *
     * @param target the file
     * @throws IOException if it cannot be written, or a vector holds NaN or an infinite value (the message names its word);
     *     nothing is saved then
     */
    void save(Path target) throws IOException;

    /** Frees what these embeddings own: a mapped file, or memory handed over to them. Closing twice does nothing. */
    @Override
    void close();
}
