/**
 * Words with their vectors, norms and provenance: what every method of training ends in and every question starts from.
 *
 * <p>Entry class: {@link org.wvtoolkit.embedding.Embeddings}, which opens a model file by mapping it and saves one. Comes in: a
 * vocabulary, a matrix and {@link org.wvtoolkit.embedding.ModelMetadata} from a trainer, or a file. Goes out: the same, checked.
 * Nothing outside knows how vectors are stored.
 */
@NullMarked
package org.wvtoolkit.embedding;

import org.jspecify.annotations.NullMarked;
