package org.wvtoolkit.query;

import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;

/** What a question needs of vectors, however they are stored. Safe from any thread. */
interface VectorRows {
    /** The vectors of embeddings. */
    static VectorRows of(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> new DenseRows(dense);
            case SparseEmbeddings sparse -> new SparseRows(sparse);
        };
    }

    /**
     * Adds the unit vector of a word, or subtracts it; a vector of zeros has none.
     *
     * @param id the word
     * @param sign 1 or −1
     * @param sum added to
     */
    void addUnitVector(int id, int sign, double[] sum);

    /**
     * How much there is to do for the first rows.
     *
     * @param rows how many
     * @return in multiplications of a dense vector
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
    int bound(int rows, int part, int parts);

    /**
     * Offers the rows of a range, but for those whose vector is zero.
     *
     * @param direction of length 1
     * @param excluded ids left out, in ascending order
     * @param from first row
     * @param to row after the last
     * @param best takes id and score
     */
    void scan(float[] direction, int[] excluded, int from, int to, Best best);
}
