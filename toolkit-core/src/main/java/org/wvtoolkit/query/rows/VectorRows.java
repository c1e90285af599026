package org.wvtoolkit.query.rows;

import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.embedding.SubwordVectors;

/**
 * Vectors of a model for similarity search, independent of their storage. To add a storage kind,
 * write a class and add a line in {@link #of}.
 *
 * <p>Implementations are thread-safe as long as the embeddings are open.
 */
public interface VectorRows {
    /**
     * Returns the rows of embeddings.
     *
     * @param embeddings must stay open while the rows are used
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
     * Returns an id for an out-of-vocabulary word if the model can compose a vector for it.
     *
     * @param word a word outside the vocabulary
     * @return an id at or after the vocabulary size, or −1 if there is no vector
     */
    default int composedId(String word) {
        return -1;
    }

    /**
     * Returns the word of an id returned by {@link #composedId}.
     *
     * @param id at or after the vocabulary size
     * @return the word
     */
    default String composedWord(int id) {
        throw new IndexOutOfBoundsException("no word " + id);
    }

    /** Returns the number of values in a row. */
    int dimension();

    /** Returns the preferred number of rows for one call of {@link #cosines}, at least 1. */
    int rowsAtATime();

    /**
     * Returns the cost of scanning the first rows.
     *
     * @param rows number of rows
     * @return cost in values of a dense vector
     */
    long work(int rows);

    /**
     * Returns the first row of a part, such that all parts have about the same cost.
     *
     * @param rows number of rows to divide
     * @param part 0 to parts
     * @param parts number of parts
     * @return 0 to rows
     */
    default int bound(int rows, int part, int parts) {
        return (int) ((long) rows * part / parts);
    }

    /**
     * Adds a multiple of a row's unit vector. Adds nothing for a zero row.
     *
     * @param id the row
     * @param weight the factor
     * @param sum {@link #dimension} values, added to
     */
    void addUnitVector(int id, double weight, double[] sum);

    /**
     * Copies a vector without normalization.
     *
     * @param id the row
     * @param target receives {@link #dimension} values
     */
    void copy(int id, float[] target);

    /**
     * Computes the cosines between a direction and adjacent rows; NaN for a zero row.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param first the first row
     * @param count number of rows
     * @param out receives {@code count} cosines
     */
    void cosines(float[] direction, int first, int count, float[] out);

    /**
     * Computes the cosines between a direction and selected rows; NaN for a zero row.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param ids ids of the rows
     * @param count number of rows
     * @param out receives {@code count} cosines
     */
    default void cosines(float[] direction, int[] ids, int count, float[] out) {
        float[] one = new float[1];
        for (int i = 0; i < count; i++) {
            cosines(direction, ids[i], 1, one);
            out[i] = one[0];
        }
    }

    /**
     * Checks a row whose score is not a cosine.
     *
     * @param id the row, in the vocabulary
     * @throws java.io.UncheckedIOException if the row is from a file and a value or the norm is invalid
     */
    void verify(int id);

    /** Returns whether decompressing rows for a batch of queries is supported and worthwhile. */
    boolean unpacks();

    /**
     * Decompresses rows to unit length, NaN for a zero row. Supported only if {@link #unpacks}
     * returns true.
     *
     * @param first the first row
     * @param count number of rows
     * @param block receives {@code count} rows of {@code stride} values
     * @param stride at least {@link #dimension}
     */
    void unpackUnitVectors(int first, int count, float[] block, int stride);
}
