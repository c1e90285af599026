/**
 * Numeric kernels (inner loops) of training, factorization and search, each with a scalar reference
 * implementation and a SIMD implementation.
 *
 * <p>Entry points are the {@code fastest()} methods of the interfaces. Kernels check no arguments
 * beyond the bounds of memory segments; their callers do. This is the only package that may import
 * {@code jdk.incubator.vector}, and it also runs without that module. The order of all
 * floating-point operations is independent of the width of the machine's vector registers: sums run
 * along the lanes, and sums across lanes are trees of sixteen logical lanes. Both implementations
 * therefore give the same bits on every machine.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.linalg.kernel;

import org.jspecify.annotations.NullMarked;
