/**
 * The one file that every artefact is saved in: named tensors and metadata in the safetensors format, mapped rather than
 * read.
 *
 * <p>Entry classes: {@link org.wvtoolkit.container.TensorFile} opens and checks,
 * {@link org.wvtoolkit.container.TensorFileWriter} writes beside the target and renames into place. Comes in: bytes on disk,
 * or tensors and strings. Goes out: {@link org.wvtoolkit.container.Tensor}s as memory segments, or a whole new file; every
 * malformed file ends in one {@link org.wvtoolkit.container.MalformedFileException}. What the tensors mean is the business of
 * the stages above.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
@NullMarked
package org.wvtoolkit.container;

import org.jspecify.annotations.NullMarked;
