/**
 * CBOW made of layers: the specification that the fast trainer is checked against.
 *
 * <p>Comes in: an encoded corpus. Goes out: embeddings. Entry class: {@link org.wvtoolkit.nn.cbow.LayerCbowMethod}, a method of training
 * like those of {@code pipeline}.
 */
@NullMarked
package org.wvtoolkit.nn.cbow;

import org.jspecify.annotations.NullMarked;
