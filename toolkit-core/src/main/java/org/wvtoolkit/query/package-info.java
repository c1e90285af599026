/**
 * Queries on word vectors: nearest neighbours, sums and differences of words, analogies,
 * comparisons, and similar spellings of out-of-vocabulary words.
 *
 * <p>Entry class: {@link org.wvtoolkit.query.Neighbours}. Input:
 * {@link org.wvtoolkit.embedding.Embeddings} and words. Output: an
 * {@link org.wvtoolkit.query.Outcome}, in which out-of-vocabulary words are an ordinary result. The
 * scan is exact. It uses vector instructions if the JVM was started with their module and plain
 * loops otherwise, so that a single query in a new process does not pay for loading the module.
 */
@NullMarked
package org.wvtoolkit.query;

import org.jspecify.annotations.NullMarked;
