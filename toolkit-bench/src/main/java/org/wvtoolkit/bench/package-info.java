/**
 * JMH benchmarks of kernels, in pairs of scalar and SIMD implementations.
 *
 * <p>Run one with {@code toolkit-bench/jmh EmbeddingKernel}. Comparisons with other tools are scripts in the folder
 * of this module.
 */
@NullMarked
package org.wvtoolkit.bench;

import org.jspecify.annotations.NullMarked;
