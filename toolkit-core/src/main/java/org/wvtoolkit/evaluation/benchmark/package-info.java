/**
 * Benchmark files: word similarity ratings, analogy questions, categories and outliers. The entry
 * class is {@link org.wvtoolkit.evaluation.benchmark.BenchmarkFiles}.
 */
@NullMarked
package org.wvtoolkit.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
