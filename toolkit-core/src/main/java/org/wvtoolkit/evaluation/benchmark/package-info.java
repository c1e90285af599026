/**
 * Benchmark files: word-similarity ratings, analogy questions and categories. The entry class is
 * {@link org.wvtoolkit.evaluation.benchmark.BenchmarkFiles}.
 */
@NullMarked
package org.wvtoolkit.evaluation.benchmark;

import org.jspecify.annotations.NullMarked;
