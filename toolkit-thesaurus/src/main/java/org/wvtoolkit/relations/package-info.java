/**
 * Wordnets as graphs of senses, independent of their file format.
 *
 * <p>Input: the WordNet database on the class path, a tab file of the Open Multilingual Wordnet, or
 * a wordnet in LMF/XML. Output: a {@link org.wvtoolkit.relations.SenseGraph}, which can be saved
 * and opened again, and the relation between two words ({@link
 * org.wvtoolkit.relations.WordRelations}, a {@link org.wvtoolkit.query.relation.RelationSource}). The texts of WordNet
 * are also a training corpus ({@link org.wvtoolkit.relations.WordNetGlosses}).
 */
@NullMarked
package org.wvtoolkit.relations;

import org.jspecify.annotations.NullMarked;
