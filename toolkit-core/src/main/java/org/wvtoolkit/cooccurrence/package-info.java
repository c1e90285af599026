/**
 * Counting of word co-occurrences within a memory budget.
 *
 * <p>Entry class: {@link org.wvtoolkit.cooccurrence.CooccurrenceCounter}. Input: an
 * {@link org.wvtoolkit.corpus.EncodedCorpus}. Output: a
 * {@link org.wvtoolkit.cooccurrence.ContextMatrix}, a sparse matrix of words by contexts that can
 * be saved to a file.
 *
 * <p>The corpus is divided into blocks that fit into memory. In each block the positions of each
 * word are listed, so that one row after another is counted in a dense array of sums that stays in
 * the cache; pairs are neither hashed nor sorted. Each block writes its rows, compressed and in
 * order, to a temporary file, and a merge adds equal rows. Sums are integers, so the result does
 * not depend on blocks or threads.
 */
@NullMarked
package org.wvtoolkit.cooccurrence;

import org.jspecify.annotations.NullMarked;
