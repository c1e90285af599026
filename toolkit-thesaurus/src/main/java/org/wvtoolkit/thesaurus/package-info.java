/**
 * Word similarity without training, by the hierarchy of a wordnet.
 *
 * <p>Input: a {@link org.wvtoolkit.relations.SenseGraph}, and the counts of a vocabulary. Output: its hierarchy ({@link
 * org.wvtoolkit.thesaurus.Taxonomy}), similarities and neighbours ({@link
 * org.wvtoolkit.thesaurus.ThesaurusSimilarity}), and what it lacks of a model's words ({@link
 * org.wvtoolkit.thesaurus.VocabularyGaps}).
 */
@NullMarked
package org.wvtoolkit.thesaurus;

import org.jspecify.annotations.NullMarked;
