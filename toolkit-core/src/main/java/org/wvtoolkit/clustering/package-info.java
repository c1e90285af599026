/**
 * Clustering of words by their vectors.
 *
 * <p>Entry class: {@link org.wvtoolkit.clustering.SphericalKMeans}. Input: {@link
 * org.wvtoolkit.embedding.DenseEmbeddings}. Output: a cluster for each word ({@link
 * org.wvtoolkit.clustering.Clustering}).
 */
@NullMarked
package org.wvtoolkit.clustering;

import org.jspecify.annotations.NullMarked;
