/**
 * Evaluation of models on word similarity, analogies, categories and outliers, with coverage,
 * bootstrap confidence intervals and the scoring convention.
 *
 * <p>Entry classes: {@code BenchmarkFiles} reads benchmarks,
 * {@link org.wvtoolkit.evaluation.Evaluation} evaluates a model,
 * {@link org.wvtoolkit.evaluation.Score} is the result. Input:
 * {@link org.wvtoolkit.embedding.Embeddings}, or any other
 * {@link org.wvtoolkit.evaluation.WordSimilarity}. Output: scores.
 */
@NullMarked
package org.wvtoolkit.evaluation;

import org.jspecify.annotations.NullMarked;
