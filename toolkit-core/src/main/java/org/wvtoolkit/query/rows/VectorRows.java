package org.wvtoolkit.query.rows;

import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.embedding.SubwordVectors;

/**
 * The vectors of a model as a search sees them, however they are stored. A storage kind is a class here and a line in {@link #of}.
 *
 * <p>Implementations are safe for concurrent use as long as the embeddings are open.
 */
public interface VectorRows {
    /**
     * The rows of any embeddings.
     *
     * @param embeddings stay open while the rows are used
     */
    static VectorRows of(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> {
                VectorRows rows = new DenseRows(dense);
                SubwordVectors subwords = dense.subwords().orElse(null);
                yield subwords == null
                        ? rows
                        : new ComposedRows(rows, dense.vocabulary().size(), subwords);
            }
            case CompressedEmbeddings compressed -> new CompressedRows(compressed);
            case SparseEmbeddings sparse -> new SparseRows(sparse);
        };
    }

    /**
     * A word that the vocabulary lacks, where the model can make a vector for it nevertheless.
     *
     * @param word any word that the vocabulary lacks
     * @return an id at or beyond the vocabulary's size, or −1 if there is no vector
     */
    default int composedId(String word) {
        return -1;
    }

    /**
     * The word of an id that {@link #composedId} gave.
     *
     * @param id at or beyond the vocabulary's size
     * @return the word
     */
    default String composedWord(int id) {
        throw new IndexOutOfBoundsException("no word " + id);
    }

    /** The length of a row. */
    int dimension();

    /** How many rows are best looked at in one call of {@link #cosines}, at least 1. */
    int rowsAtATime();

    /**
     * How much there is to do for the first rows.
     *
     * @param rows how many
     * @return in values of a dense vector
     */
    long work(int rows);

    /**
     * The first row of a part, so that all parts are about equal work.
     *
     * @param rows how many rows are cut into parts
     * @param part 0 to parts
     * @param parts how many
     * @return 0 to rows
     */
    default int bound(int rows, int part, int parts) {
        return (int) ((long) rows * part / parts);
    }

    /**
     * Adds a multiple of a row's unit vector; adds nothing for a row of zeros.
     *
     * @param id the row
     * @param weight multiplies it
     * @param sum {@link #dimension} values; modified
     */
    void addUnitVector(int id, double weight, double[] sum);

    /**
     * Copies a vector as it is, whatever its length.
     *
     * @param id the row
     * @param target takes {@link #dimension} values
     */
    void copy(int id, float[] target);

    /**
     * The cosines between a direction and some rows; NaN for a row of zeros.
     *
     * @param direction of length 1, padded with zeros to a multiple of 16
     * @param first the first row
     * @param count how many rows
     * @param out takes {@code count} cosines
     */
    void cosines(float[] direction, int first, int count, float[] out);

    /**
     * The cosines between a direction and scattered rows; NaN for a row of zeros.
     *
     * @param direction of length 1, padded with zeros to a multiple of 16
     * @param ids which rows
     * @param count how many of them
     * @param out takes {@code count} cosines
     */
    default void cosines(float[] direction, int[] ids, int count, float[] out) {
        float[] one = new float[1];
        for (int i = 0; i < count; i++) {
            cosines(direction, ids[i], 1, one);
            out[i] = one[0];
        }
    }

    /** Whether rows are worth unpacking for many questions at once. */
    boolean unpacks();

    /**
     * Unpacks rows at unit length, NaN for a row of zeros; only where {@link #unpacks} says so.
     *
     * @param first the first row
     * @param count how many rows
     * @param block takes {@code count} rows of {@code stride} values
     * @param stride at least {@link #dimension}
     */
    void unpackUnitVectors(int first, int count, float[] block, int stride);
}
