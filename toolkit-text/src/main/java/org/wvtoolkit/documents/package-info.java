/**
 * A vector for each line of a text: the average of its words' vectors.
 *
 * <p>Entry class: {@link org.wvtoolkit.documents.DocumentVectors}. In: lines of {@link org.wvtoolkit.text.TextCorpus#lines} and a
 * model. Out: rows as bytes, in the order of the lines. Everything streams.
 */
@NullMarked
package org.wvtoolkit.documents;

import org.jspecify.annotations.NullMarked;
