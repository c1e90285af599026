/**
 * Vector files of other tools, and our own, behind one interface: one class for each format, one registry.
 *
 * <p>Entry class: {@link org.wvtoolkit.format.VectorFormats}. Comes in: a file of any of these formats, or {@link
 * org.wvtoolkit.embedding.Embeddings}. Goes out: the other. Readers trust nothing that a file claims; writers refuse, by name,
 * a word that the format cannot hold, and never leave half a file.
 */
@NullMarked
package org.wvtoolkit.format;

import org.jspecify.annotations.NullMarked;
