/**
 * Models of two texts, periods or languages brought into one space.
 *
 * <p>Input: two {@link org.wvtoolkit.embedding.DenseEmbeddings} and pairs of words that mean the same
 * ({@link org.wvtoolkit.alignment.WordPairs}). Output: a rotation of the first model
 * ({@link org.wvtoolkit.alignment.Rotation}) and how well words are translated after it
 * ({@link org.wvtoolkit.alignment.Translation}).
 */
@NullMarked
package org.wvtoolkit.alignment;

import org.jspecify.annotations.NullMarked;
