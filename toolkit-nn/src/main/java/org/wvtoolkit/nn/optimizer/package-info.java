/**
 * How parameters follow their gradients: {@link org.wvtoolkit.nn.optimizer.UpdateRule}s, one class each, driven by an
 * {@link org.wvtoolkit.nn.optimizer.Optimizer} with weight decay, clipping and a {@link org.wvtoolkit.nn.optimizer.Schedule}.
 *
 * <p>Comes in: parameters with gradients. Goes out: changed parameters. A new rule is a class and a line in
 * {@link org.wvtoolkit.nn.optimizer.UpdateRules}.
 */
@NullMarked
package org.wvtoolkit.nn.optimizer;

import org.jspecify.annotations.NullMarked;
