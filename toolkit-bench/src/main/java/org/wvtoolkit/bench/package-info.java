/**
 * JMH benchmarks of kernels, in pairs of scalar and vector.
 *
 * <p>Run one with {@code toolkit-bench/jmh EmbeddingKernel}; the side-by-side runs against other tools are scripts beside this
 * module's sources.
 */
@NullMarked
package org.wvtoolkit.bench;

import org.jspecify.annotations.NullMarked;
