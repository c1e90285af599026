package org.wvtoolkit.format;

import java.io.IOException;
import java.util.Optional;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words with vectors that are read on request, so that files larger than memory can be converted.
 *
 * <p>Thread-safe except for {@link #close}.
 */
public interface VectorSource extends AutoCloseable {
    /**
     * Returns the words.
     *
     * @return the vocabulary; word ids are row numbers
     */
    Vocabulary vocabulary();

    /**
     * Returns the dimension of the vectors.
     *
     * @return at least 1
     */
    int dimension();

    /**
     * Returns the provenance of the vectors.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * Returns the subword vectors.
     *
     * @return a table that is valid until the source is closed, or empty
     */
    default Optional<SubwordVectors> subwords() {
        return Optional.empty();
    }

    /**
     * Returns the embeddings that the source reads from, for formats that store more than words and
     * rows.
     *
     * @return the embeddings, or empty if the rows come from a file of another tool
     */
    default Optional<Embeddings> embeddings() {
        return Optional.empty();
    }

    /**
     * Reads adjacent rows.
     *
     * @param first the first row, from 0
     * @param count the number of rows, at least 1
     * @param target receives {@code count × dimension} finite values
     * @throws org.wvtoolkit.container.MalformedFileException if a row violates the format or
     *     contains a value that is not finite
     * @throws IOException if reading fails
     */
    void read(int first, int count, float[] target) throws IOException;

    @Override
    void close() throws IOException;
}
