/**
 * Document vectors: one vector per line of a text, the weighted mean of the vectors of its words.
 *
 * <p>Entry class: {@link org.wvtoolkit.documents.DocumentVectors}. Input: the lines of
 * {@link org.wvtoolkit.text.TextCorpus#lines} and a model. Output: encoded rows in line order,
 * written while the text is read.
 */
@NullMarked
package org.wvtoolkit.documents;

import org.jspecify.annotations.NullMarked;
