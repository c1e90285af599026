package org.wvtoolkit.query;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.rows.VectorRows;

/**
 * The cosines between vectors of a model, for whoever searches in a way of their own. Safe from any thread, as long as the embeddings
 * are open.
 */
public final class Cosines {
    private final VectorRows rows;
    private final int size;

    private Cosines(VectorRows rows, int size) {
        this.rows = rows;
        this.size = size;
    }

    /**
     * The vectors of embeddings.
     *
     * @param embeddings stay open while cosines are asked for
     * @return the cosines between them
     */
    public static Cosines of(Embeddings embeddings) {
        return new Cosines(VectorRows.of(embeddings), embeddings.vocabulary().size());
    }

    /**
     * The number of vectors.
     *
     * @return at least 0
     */
    public int size() {
        return size;
    }

    /**
     * The direction of a vector.
     *
     * @param id 0 to size − 1
     * @return its values at length 1, padded with zeros to a multiple of 16; null where it is zero
     */
    public float @Nullable [] direction(int id) {
        double[] sum = new double[rows.dimension()];
        rows.addUnitVector(id, 1, sum);
        Scoring scoring = Scoring.ofSum(sum, 1);
        return scoring == null ? null : scoring.directions()[0];
    }

    /**
     * The cosines between a direction and some vectors.
     *
     * @param direction of length 1, padded with zeros to a multiple of 16
     * @param ids which vectors
     * @param count how many of them
     * @param out takes {@code count} cosines, NaN for a vector of zeros
     */
    public void between(float[] direction, int[] ids, int count, float[] out) {
        rows.cosines(direction, ids, count, out);
    }
}
