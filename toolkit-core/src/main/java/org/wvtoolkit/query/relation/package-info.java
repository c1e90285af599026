/**
 * Lexical relations between a query and its neighbours, such as synonym, antonym, kind and part.
 *
 * <p>Input: neighbours of any model ({@link org.wvtoolkit.query.Neighbours}) and a {@link
 * org.wvtoolkit.query.relation.RelationSource}, such as a thesaurus. Output: neighbours with their
 * relation, or only those with accepted relations.
 */
@NullMarked
package org.wvtoolkit.query.relation;

import org.jspecify.annotations.NullMarked;
