/**
 * Words with their ids and counts.
 *
 * <p>Input: tokens as bytes. Output: {@link org.wvtoolkit.vocabulary.Vocabulary}, in which the most
 * frequent word has id 0. It is looked up in place in a memory-mapped model file; opening builds no
 * data structure. {@link org.wvtoolkit.vocabulary.WordTable} is the hash table that counts words.
 */
@NullMarked
package org.wvtoolkit.vocabulary;

import org.jspecify.annotations.NullMarked;
