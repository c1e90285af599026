/**
 * Optimizers: one class for each {@link org.wvtoolkit.nn.optimizer.UpdateRule}, and an
 * {@link org.wvtoolkit.nn.optimizer.Optimizer} with weight decay and gradient clipping that applies
 * them with a {@link org.wvtoolkit.nn.optimizer.Schedule}.
 *
 * <p>Input: parameters with gradients. Output: updated parameters. To add a rule, write a class and
 * add a line in {@link org.wvtoolkit.nn.optimizer.UpdateRules}.
 */
@NullMarked
package org.wvtoolkit.nn.optimizer;

import org.jspecify.annotations.NullMarked;
