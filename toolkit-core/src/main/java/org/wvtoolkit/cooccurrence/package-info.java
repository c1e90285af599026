/**
 * Counts which words stand near which, within a memory budget.
 *
 * <p>Entry class: {@link org.wvtoolkit.cooccurrence.CooccurrenceCounter}. Comes in: an
 * {@link org.wvtoolkit.corpus.EncodedCorpus}. Goes out: a {@link org.wvtoolkit.cooccurrence.ContextMatrix}, a sparse
 * matrix of words by contexts, which is or can become a file.
 *
 * <p>How: the corpus is taken in blocks that fit into memory. Within a block the places of each word are listed, so that one
 * row after the other can be counted in a dense row of sums that stays in the nearest cache; pairs are never hashed or
 * sorted. A block leaves its rows in a temporary file, compressed and in order, and a merge adds equal rows up. Sums are
 * integers, so neither the blocks nor the threads show in the result.
 */
@NullMarked
package org.wvtoolkit.cooccurrence;

import org.jspecify.annotations.NullMarked;
