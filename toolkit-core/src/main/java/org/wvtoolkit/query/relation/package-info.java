/**
 * Lexical relations between a question and its neighbours: synonym, antonym, kind, part.
 *
 * <p>Input: neighbours of any model ({@link org.wvtoolkit.query.Neighbours}) and a
 * {@link org.wvtoolkit.query.relation.RelationSource}, such as a thesaurus. Output: neighbours with
 * their relation, or only those of accepted relations.
 */
@NullMarked
package org.wvtoolkit.query.relation;

import org.jspecify.annotations.NullMarked;
