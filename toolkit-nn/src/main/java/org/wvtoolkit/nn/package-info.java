/**
 * Foundations of neural networks: {@link org.wvtoolkit.nn.Matrix} in double precision,
 * {@link org.wvtoolkit.nn.Parameter} with its {@link org.wvtoolkit.nn.Gradient},
 * {@link org.wvtoolkit.nn.Initializer}, and the matrix {@link org.wvtoolkit.nn.Products} of layers.
 * The packages {@code nn.layer} and {@code nn.optimizer} build on them.
 */
@NullMarked
package org.wvtoolkit.nn;

import org.jspecify.annotations.NullMarked;
