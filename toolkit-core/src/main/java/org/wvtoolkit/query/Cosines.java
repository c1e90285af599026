package org.wvtoolkit.query;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.rows.VectorRows;

/**
 * Cosines between vectors of a model, for custom search algorithms. Thread-safe as long as the
 * embeddings are open.
 *
 * <p>Not part of the public API.
 */
public final class Cosines {
    private final VectorRows rows;
    private final int size;

    private Cosines(VectorRows rows, int size) {
        this.rows = rows;
        this.size = size;
    }

    /**
     * Creates an instance for embeddings.
     *
     * @param embeddings must stay open
     * @return the cosines of their vectors
     */
    public static Cosines of(Embeddings embeddings) {
        return new Cosines(VectorRows.of(embeddings), embeddings.vocabulary().size());
    }

    /**
     * Returns the number of vectors.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * Returns the unit vector of a row.
     *
     * @param id 0 to size − 1
     * @return the values at length 1, padded with zeros to a multiple of 16; null for a zero vector
     */
    public float @Nullable [] direction(int id) {
        double[] sum = new double[rows.dimension()];
        rows.addUnitVector(id, 1, sum);
        Scoring scoring = Scoring.ofSum(sum, 1);
        return scoring == null ? null : scoring.directions()[0];
    }

    /**
     * Computes the cosines between a direction and several vectors.
     *
     * @param direction a unit vector, padded with zeros to a multiple of 16
     * @param ids ids of the vectors
     * @param count number of vectors
     * @param out receives {@code count} cosines, NaN for a zero vector
     */
    public void between(float[] direction, int[] ids, int count, float[] out) {
        rows.cosines(direction, ids, count, out);
    }
}
