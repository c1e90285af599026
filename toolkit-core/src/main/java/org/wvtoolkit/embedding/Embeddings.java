package org.wvtoolkit.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words with their vectors and provenance.
 *
 * <p>Reading is thread-safe; {@link #close} must not run concurrently with it. Whoever opens or
 * creates embeddings closes them. Access to their memory after closing throws
 * {@link IllegalStateException}.
 */
public sealed interface Embeddings extends AutoCloseable
        permits DenseEmbeddings, CompressedEmbeddings, SparseEmbeddings {
    /**
     * Memory-maps a model file in the container format (safetensors). {@code VectorFormats.open} opens files of all
     * formats. The checks at opening take time
     * proportional to the number of words, and for a sparse model to the number of non-zero cells.
     *
     * @param path a file written by {@link #save}
     * @return the open embeddings; the caller closes them
     * @throws org.wvtoolkit.container.MalformedFileException if it is not a model or is damaged
     * @throws IOException if the file does not exist or cannot be read
     */
    static Embeddings open(Path path) throws IOException {
        return ModelFile.open(ModelFile.container(path));
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
     * Returns the words.
     *
     * @return the vocabulary; word ids are row numbers of the vectors
     */
    Vocabulary vocabulary();

    /**
     * Returns the dimension of the vectors.
     *
     * @return at least 1
     */
    int dimension();

    /**
     * Returns the vector of a word.
     *
     * @param id 0 to V − 1
     * @return a new array of d values
     * @throws java.io.UncheckedIOException as {@link #verify} does
     */
    default float[] vector(int id) {
        float[] vector = new float[dimension()];
        copyVector(id, vector, 0);
        return vector;
    }

    /**
     * Returns the vector of a word.
     *
     * @param word the word, as stored in the vocabulary
     * @return a new array of d values, or empty if the vocabulary does not contain the word
     * @throws java.io.UncheckedIOException as {@link #verify} does
     */
    default Optional<float[]> vector(String word) {
        int id = vocabulary().id(word);
        return id < 0 ? Optional.empty() : Optional.of(vector(id));
    }

    /**
     * Copies the vector of a word and checks it together with its norm if the embeddings are from a file.
     *
     * @param id 0 to V − 1
     * @param target receives d values
     * @param offset index of the first value in {@code target}
     * @return the Euclidean norm, at least 0
     * @throws java.io.UncheckedIOException as {@link #verify} does
     */
    float copyVector(int id, float[] target, int offset);

    /**
     * Returns the Euclidean norm of the vector of a word. Dense and compressed embeddings store it; sparse ones compute
     * it.
     *
     * @param id 0 to V − 1
     * @return at least 0
     */
    float norm(int id);

    /**
     * Checks the vector and the norm of a word if the embeddings are from a file. Search calls it for a score that is
     * not a cosine.
     *
     * @param id 0 to V − 1
     * @throws java.io.UncheckedIOException if a value is not finite, or a stored norm is not the norm of the vector;
     *     the message states the file and the position
     */
    void verify(int id);

    /**
     * Returns the provenance of the vectors.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * Returns a copy with other metadata.
     *
     * @param newMetadata the new metadata
     * @return new embeddings, to be closed instead of these
     */
    Embeddings withMetadata(ModelMetadata newMetadata);

    /**
     * Saves all parts in the container format. The data go to a temporary file that is renamed to
     * the target, so an existing target, even the one that these embeddings are mapped from, stays
     * intact until then. Equal embeddings produce equal files.
     *
     * @param target the file
     * @throws IOException if writing fails, or a vector contains NaN or infinity (the message names
     *     its word); the target is then unchanged
     */
    void save(Path target) throws IOException;

    /**
     * Frees the memory that these embeddings own: a mapped file or a transferred arena. Closing
     * twice has no effect.
     */
    @Override
    void close();
}
