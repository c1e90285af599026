/**
 * WordNet, the thesaurus: the third way of giving a machine the meaning of a word, beside counting
 * and prediction.
 *
 * <p>Comes in: the WordNet 3.1 database, from the class path, and the counts of a vocabulary. Goes
 * out: senses, glosses and what is a kind of what ({@link org.wvtoolkit.thesaurus.WordNet}),
 * similarities and neighbours ({@link org.wvtoolkit.thesaurus.ThesaurusSimilarity}), and text to
 * learn from, so that there is always a corpus at hand
 * ({@link org.wvtoolkit.thesaurus.WordNetGlosses}).
 */
@NullMarked
package org.wvtoolkit.thesaurus;

import org.jspecify.annotations.NullMarked;
