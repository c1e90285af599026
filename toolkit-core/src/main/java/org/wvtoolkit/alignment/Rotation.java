package org.wvtoolkit.alignment;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;

/**
 * The rotation of one vector space that minimizes the distances of given vectors to given vectors
 * of another space (orthogonal Procrustes, Schönemann 1966). With A and B the unit vectors of the
 * pairs, it is U·Vᵀ of the singular value decomposition AᵀB = U·Σ·Vᵀ. Reflections are allowed.
 * Immutable and thread-safe.
 */
public final class Rotation {
    private final LinearMap map;

    private Rotation(LinearMap map) {
        this.map = map;
    }

    /**
     * Computes the rotation.
     *
     * @param source the model to be rotated
     * @param target the model to which it is rotated
     * @param pairs words with the same meaning; their vectors are compared at unit length
     * @return the rotation
     * @throws UnsuitableInputException if the dimensions differ, there are fewer pairs than
     *     dimensions, or vectors are not finite
     */
    public static Rotation fit(DenseEmbeddings source, DenseEmbeddings target, WordPairs pairs) {
        LinearMap.check(source, target, pairs);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = LinearMap.decompose(
                LinearMap.products(source, LinearMap.Side.SOURCE, target, LinearMap.Side.TARGET, pairs));
        DMatrixRMaj rotation = new DMatrixRMaj(source.dimension(), source.dimension());
        CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
        return new Rotation(new LinearMap(rotation));
    }

    /**
     * Rotates one vector.
     *
     * @param vector a vector of the dimension of the rotation; not modified
     * @param turned receives the rotated vector
     */
    public void turn(double[] vector, double[] turned) {
        map.map(vector, turned);
    }

    /**
     * Rotates every vector of a model and preserves its length. Context vectors and subword vectors
     * are omitted.
     *
     * @param model a model of the dimension of the rotation; not closed
     * @return a new model; the caller closes it
     */
    public DenseEmbeddings apply(DenseEmbeddings model) {
        return map.apply(model);
    }
}
