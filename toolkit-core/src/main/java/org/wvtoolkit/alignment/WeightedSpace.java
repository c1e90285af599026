package org.wvtoolkit.alignment;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;

/**
 * A space for the vectors of two models in which directions that both models share count more than
 * directions in which they differ: whitening, rotation and re-weighting of Artetxe, Labaka and
 * Agirre (2018). With A and B the unit vectors of the pairs, A·(AᵀA)^(−½) and B·(BᵀB)^(−½) are
 * rotated by the singular value decomposition U·Σ·Vᵀ of their product, and each direction is
 * multiplied by the power p of its singular value, the correlation of the two models in this
 * direction, 0 to 1.
 *
 * <p>In contrast to a {@link Rotation}, it changes the cosines between the vectors of one model, and
 * both models are mapped. Corresponding words are found more reliably, above all if many dimensions
 * contain noise.
 *
 * <p>Immutable and thread-safe.
 */
public final class WeightedSpace {
    /** Directions with a smaller share of the largest squared singular value are empty. */
    private static final double EMPTY = 1e-12;

    private final LinearMap source;
    private final LinearMap target;
    private final double[] correlations;

    private WeightedSpace(LinearMap source, LinearMap target, double[] correlations) {
        this.source = source;
        this.target = target;
        this.correlations = correlations;
    }

    /**
     * Computes the space.
     *
     * @param source the first model
     * @param target the second model, of the same dimension
     * @param pairs words with the same meaning; their vectors are compared at unit length
     * @param exponent the power p of the correlations, at least 0; 0 weights all directions equally
     * @return the space
     * @throws UnsuitableInputException if the dimensions differ, there are fewer pairs than
     *     dimensions, or vectors are not finite
     */
    public static WeightedSpace fit(DenseEmbeddings source, DenseEmbeddings target, WordPairs pairs, double exponent) {
        if (!(exponent >= 0 && exponent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the exponent must be at least 0: " + exponent);
        }
        LinearMap.check(source, target, pairs);
        DMatrixRMaj ofSource =
                inverseRoot(LinearMap.products(source, LinearMap.Side.SOURCE, source, LinearMap.Side.SOURCE, pairs));
        DMatrixRMaj ofTarget =
                inverseRoot(LinearMap.products(target, LinearMap.Side.TARGET, target, LinearMap.Side.TARGET, pairs));
        DMatrixRMaj both = LinearMap.products(source, LinearMap.Side.SOURCE, target, LinearMap.Side.TARGET, pairs);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                LinearMap.decompose(product(product(ofSource, both), ofTarget));
        int dimension = source.dimension();
        double[] correlations = Arrays.copyOf(svd.getSingularValues(), dimension);
        DMatrixRMaj weights = CommonOps_DDRM.diag(Arrays.stream(correlations)
                .map(correlation -> Math.pow(correlation, exponent))
                .toArray());
        return new WeightedSpace(
                new LinearMap(product(product(ofSource, svd.getU(null, false)), weights)),
                new LinearMap(product(product(ofTarget, svd.getV(null, false)), weights)),
                correlations);
    }

    /** Returns the power −½ of a symmetric matrix without negative eigenvalues, with 0 for empty directions. */
    private static DMatrixRMaj inverseRoot(DMatrixRMaj products) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd = LinearMap.decompose(products);
        double[] values = svd.getSingularValues();
        double largest = Arrays.stream(values).limit(products.numRows).max().orElse(0);
        DMatrixRMaj vectors = svd.getU(null, false);
        DMatrixRMaj roots = CommonOps_DDRM.diag(Arrays.stream(values)
                .limit(products.numRows)
                .map(value -> value > EMPTY * largest ? 1 / Math.sqrt(value) : 0)
                .toArray());
        DMatrixRMaj root = new DMatrixRMaj(products.numRows, products.numRows);
        CommonOps_DDRM.multTransB(product(vectors, roots), vectors, root);
        return root;
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numCols);
        CommonOps_DDRM.mult(a, b, product);
        return product;
    }

    /**
     * Returns the correlations of the two models in the directions of the space.
     *
     * @return one value per dimension, 0 to 1, in the order of the dimensions; a new array
     */
    public double[] correlations() {
        return correlations.clone();
    }

    /**
     * Maps every vector of the first model and preserves its length. Context vectors and subword
     * vectors are omitted.
     *
     * @param model a model of the dimension of the space; not closed
     * @return a new model; the caller closes it
     */
    public DenseEmbeddings applyToSource(DenseEmbeddings model) {
        return source.apply(model);
    }

    /**
     * Maps every vector of the second model and preserves its length. Context vectors and subword
     * vectors are omitted.
     *
     * @param model a model of the dimension of the space; not closed
     * @return a new model; the caller closes it
     */
    public DenseEmbeddings applyToTarget(DenseEmbeddings model) {
        return target.apply(model);
    }
}
