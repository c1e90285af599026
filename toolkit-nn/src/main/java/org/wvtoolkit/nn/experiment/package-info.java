/**
 * Small experiments with layers and optimizers: paths of update rules, activations of deep networks, recognition of
 * digits. Tests verify their results, and the pictures of the documentation show them.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.nn.experiment;

import org.jspecify.annotations.NullMarked;
