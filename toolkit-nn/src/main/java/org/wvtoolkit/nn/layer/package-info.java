/**
 * The parts of neural networks, one readable class each, with a forward and a backward pass: nodes of a computation graph, layers,
 * losses.
 *
 * <p>A {@link org.wvtoolkit.nn.layer.Node} takes two matrices; a {@link org.wvtoolkit.nn.layer.Layer} takes one and may have
 * parameters; layers at the edge (embeddings, losses) take word ids or labels and have signatures of their own. All of them keep
 * what backward needs from the last forward pass, so an object is confined to one thread and backward follows forward. One
 * test checks every class against a numeric gradient in double precision.
 *
 * <p>Comes in: {@code nn}. Goes out: layers, to be chained by {@link org.wvtoolkit.nn.layer.Sequential} or by hand.
 */
@NullMarked
package org.wvtoolkit.nn.layer;

import org.jspecify.annotations.NullMarked;
