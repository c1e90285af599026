/**
 * Alignment of models of two texts, periods or languages in one vector space.
 *
 * <p>Input: two {@link org.wvtoolkit.embedding.DenseEmbeddings} and pairs of words with the same
 * meaning ({@link org.wvtoolkit.alignment.WordPairs}). Output: a rotation of the first model
 * ({@link org.wvtoolkit.alignment.Rotation}), or a common space of both ({@link
 * org.wvtoolkit.alignment.WeightedSpace}), and the accuracy of word translation after it ({@link
 * org.wvtoolkit.alignment.Translation}).
 */
@NullMarked
package org.wvtoolkit.alignment;

import org.jspecify.annotations.NullMarked;
