/**
 * Tokenizes queries as the corpus of a model was tokenized.
 *
 * <p>Entry class: {@link org.wvtoolkit.text.model.ModelTokenizer}. Input: embeddings and text as
 * typed by a user. Output: words of the vocabulary.
 */
@NullMarked
package org.wvtoolkit.text.model;

import org.jspecify.annotations.NullMarked;
