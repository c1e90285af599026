/**
 * The inner loops, each as a scalar specification and a vectorised twin.
 *
 * <p>Nothing here checks its arguments: the callers in the stages do. This is the only package that may import {@code
 * jdk.incubator.vector}, and it runs without that module too. Every loop adds in an order that does not depend on the width
 * of the machine's vectors, so that both twins give the same bits on any machine: sums run along the lanes, never across
 * them, save in trees of sixteen logical lanes.
 */
@NullMarked
package org.wvtoolkit.linalg.kernel;

import org.jspecify.annotations.NullMarked;
