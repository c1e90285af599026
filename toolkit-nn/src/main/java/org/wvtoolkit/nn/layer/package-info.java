/**
 * Components of neural networks with forward and backward passes, one class each: nodes of a
 * computation graph, layers, losses.
 *
 * <p>A {@link org.wvtoolkit.nn.layer.Node} has two matrix inputs. A
 * {@link org.wvtoolkit.nn.layer.Layer} has one and may have parameters. Layers at the edge
 * (embeddings, losses) take word ids or labels and have signatures of their own. All of them store
 * intermediate results of the last forward pass for the backward pass, so they are not thread-safe.
 * One test checks every class against a numeric gradient in double precision.
 *
 * <p>Layers are composed by {@link org.wvtoolkit.nn.layer.Sequential} or by hand.
 */
@NullMarked
package org.wvtoolkit.nn.layer;

import org.jspecify.annotations.NullMarked;
