/**
 * Questions to word vectors: nearest neighbours, sums and differences of words, analogies; and for a word that the model does
 * not know, the nearest spellings.
 *
 * <p>Entry class: {@link org.wvtoolkit.query.Neighbours}. Comes in: {@link org.wvtoolkit.embedding.Embeddings} and words. Goes
 * out: an {@link org.wvtoolkit.query.Answer}, in which an unknown word is an ordinary outcome. The scan is exact; it runs on vector
 * instructions where the virtual machine was started with their module, and on plain loops else, so that a single question in a
 * fresh process pays for nothing more.
 */
@NullMarked
package org.wvtoolkit.query;

import org.jspecify.annotations.NullMarked;
