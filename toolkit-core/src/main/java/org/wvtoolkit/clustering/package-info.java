/**
 * Groups of words by their vectors.
 *
 * <p>Input: {@link org.wvtoolkit.embedding.DenseEmbeddings}. Output: a group for each word
 * ({@link org.wvtoolkit.clustering.SphericalKMeans}).
 */
@NullMarked
package org.wvtoolkit.clustering;

import org.jspecify.annotations.NullMarked;
