/**
 * How good a model is, with the uncertainty of the answer: word similarity, analogies, categories and outliers, each with its
 * coverage, a bootstrap interval and the convention that it was counted by.
 *
 * <p>Entry classes: {@code BenchmarkFiles} reads questions, {@code Evaluator} asks a model, {@code Score} is what comes out.
 * Comes in: {@link org.wvtoolkit.embedding.Embeddings}, or anything else that can say how similar two words are
 * ({@link org.wvtoolkit.evaluation.WordSimilarity}). Goes out: scores.
 */
@NullMarked
package org.wvtoolkit.evaluation;

import org.jspecify.annotations.NullMarked;
