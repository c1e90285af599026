/**
 * WordNet as a thesaurus, which provides word similarity without training.
 *
 * <p>Input: the WordNet 3.1 database on the class path, and the counts of a vocabulary. Output:
 * senses, glosses and the hypernym hierarchy ({@link org.wvtoolkit.thesaurus.WordNet}),
 * similarities and neighbours ({@link org.wvtoolkit.thesaurus.ThesaurusSimilarity}), and a built-in
 * training corpus ({@link org.wvtoolkit.thesaurus.WordNetGlosses}).
 */
@NullMarked
package org.wvtoolkit.thesaurus;

import org.jspecify.annotations.NullMarked;
