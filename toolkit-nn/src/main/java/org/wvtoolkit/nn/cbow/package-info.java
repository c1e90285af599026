/**
 * CBOW composed of layers, the reference implementation for the fast trainer.
 *
 * <p>Entry class: {@link org.wvtoolkit.nn.cbow.LayerCbowMethod}, a training method like those of
 * {@code pipeline}. Input: an encoded corpus. Output: embeddings.
 */
@NullMarked
package org.wvtoolkit.nn.cbow;

import org.jspecify.annotations.NullMarked;
