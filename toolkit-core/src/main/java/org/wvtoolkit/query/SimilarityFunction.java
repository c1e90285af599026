package org.wvtoolkit.query;

import org.wvtoolkit.extension.ExtensionPoint;

/** Similarity of two vectors. Implementations are stateless and thread-safe. */
public interface SimilarityFunction {
    /** Similarity functions of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    ExtensionPoint<SimilarityFunction> EXTENSIONS =
            new ExtensionPoint<>("similarity function", SimilarityFunction::name);

    /**
     * Returns the name.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * Returns a description.
     *
     * @return one line, with the formula
     */
    String description();

    /**
     * Computes the similarity of two vectors as trained, without normalization.
     *
     * @param a d finite values; not modified
     * @param b d finite values; not modified
     * @return a symmetric value, higher for more similar vectors; NaN if the similarity is undefined
     * @throws IllegalArgumentException if the vectors have different lengths
     */
    double similarity(float[] a, float[] b);
}
