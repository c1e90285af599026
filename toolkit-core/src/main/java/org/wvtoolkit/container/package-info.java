/**
 * Container for all files of this toolkit: named tensors and metadata in the safetensors format,
 * memory-mapped for reading.
 *
 * <p>Entry classes: {@link org.wvtoolkit.container.TensorFile} opens and validates a file,
 * {@link org.wvtoolkit.container.TensorFileWriter} writes a temporary file and renames it to the
 * target. Input: a file, or tensors and strings. Output: {@link org.wvtoolkit.container.Tensor}s as
 * memory segments, or a new file. Every malformed file raises
 * {@link org.wvtoolkit.container.MalformedFileException}. The meaning of the tensors is defined by
 * later stages.
 *
 * <p>{@link org.wvtoolkit.container.HugePages} allocates the large arrays of all stages.
 *
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
@NullMarked
package org.wvtoolkit.container;

import org.jspecify.annotations.NullMarked;
