/**
 * What every network is made of: a {@link org.wvtoolkit.nn.Matrix} of double precision, a
 * {@link org.wvtoolkit.nn.Parameter} with its {@link org.wvtoolkit.nn.Gradient}, an
 * {@link org.wvtoolkit.nn.Initializer}, and the {@link org.wvtoolkit.nn.Products} that layers multiply with.
 *
 * <p>Comes in: nothing. Goes out: the vocabulary that {@code nn.layer} and {@code nn.optimizer} are written in.
 */
@NullMarked
package org.wvtoolkit.nn;

import org.jspecify.annotations.NullMarked;
