/**
 * Random numbers and sampling for word2vec: negative samples, subsampling of frequent words and
 * the held-out sample.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.word2vec.sampling;

import org.jspecify.annotations.NullMarked;
