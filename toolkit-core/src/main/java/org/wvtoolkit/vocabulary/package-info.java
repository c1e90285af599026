/**
 * Words, their ids and their counts.
 *
 * <p>Comes in: tokens as bytes. Goes out: {@link org.wvtoolkit.vocabulary.Vocabulary}, in which the most frequent word has id
 * 0; it is looked up in place, mapped from a model's file, with nothing built at opening. {@link
 * org.wvtoolkit.vocabulary.WordTable} is the hash table that counts on the way there.
 */
@NullMarked
package org.wvtoolkit.vocabulary;

import org.jspecify.annotations.NullMarked;
