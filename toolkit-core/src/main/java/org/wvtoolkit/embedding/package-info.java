/**
 * Words with their vectors, norms and provenance: the result of every training method and the input
 * of every query.
 *
 * <p>Entry class: {@link org.wvtoolkit.embedding.Embeddings}, which memory-maps a model file and
 * saves one. Input: a vocabulary, a matrix and {@link org.wvtoolkit.embedding.ModelMetadata} from a
 * trainer, or a file. Output: validated embeddings. The storage of vectors is internal to this
 * package.
 */
@NullMarked
package org.wvtoolkit.embedding;

import org.jspecify.annotations.NullMarked;
