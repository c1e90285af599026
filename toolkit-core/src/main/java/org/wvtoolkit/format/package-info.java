/**
 * Readers and writers of vector files, this toolkit's and those of other tools, behind one
 * interface. Each format is one class; a registry lists them.
 *
 * <p>Entry class: {@link org.wvtoolkit.format.VectorFormats}. Input: a file in any supported
 * format, or {@link org.wvtoolkit.embedding.Embeddings}. Output: the other of the two. Readers
 * validate every size that a file declares. Writers reject words that the format cannot represent,
 * and write to a temporary file that is renamed on success.
 */
@NullMarked
package org.wvtoolkit.format;

import org.jspecify.annotations.NullMarked;
