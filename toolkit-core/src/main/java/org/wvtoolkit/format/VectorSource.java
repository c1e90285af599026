package org.wvtoolkit.format;

import java.io.IOException;
import java.util.Optional;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words, and vectors that are read when they are asked for, so that files larger than memory go from one format to another.
 *
 * <p>Threads: safe from any, but for {@link #close}.
 */
public interface VectorSource extends AutoCloseable {
    /**
     * The words.
     *
     * @return the vocabulary, whose ids are the rows
     */
    Vocabulary vocabulary();

    /**
     * The length of a vector.
     *
     * @return at least 1
     */
    int dimension();

    /**
     * What is known of the vectors' origin.
     *
     * @return the metadata
     */
    ModelMetadata metadata();

    /**
     * Vectors of parts of words.
     *
     * @return a table that lives as long as the source, or empty
     */
    default Optional<SubwordVectors> subwords() {
        return Optional.empty();
    }

    /**
     * The embeddings behind this source, where there are some: a format that keeps more of them than rows can ask for it.
     *
     * @return the embeddings, or empty where rows come from another tool's file
     */
    default Optional<Embeddings> embeddings() {
        return Optional.empty();
    }

    /**
     * Reads rows that follow one another.
     *
     * @param first the first row, from 0
     * @param count how many, at least 1
     * @param target takes {@code count × dimension} values; all of them finite
     * @throws org.wvtoolkit.container.MalformedFileException if they are not what the format asks for, or not finite
     * @throws IOException if they cannot be read
     */
    void read(int first, int count, float[] target) throws IOException;

    @Override
    void close() throws IOException;
}
