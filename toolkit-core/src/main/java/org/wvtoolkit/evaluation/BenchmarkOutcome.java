package org.wvtoolkit.evaluation;

import java.util.List;

/**
 * Answers of a model to all questions of a benchmark, sufficient to compute scores and to compare
 * models. Immutable.
 */
public sealed interface BenchmarkOutcome permits RatedOutcome, AnsweredOutcome {
    /**
     * Returns the name of the benchmark.
     *
     * @return its name
     */
    String benchmark();

    /**
     * Computes the scores.
     *
     * @param bootstrap computes the confidence intervals
     * @return the overall score, preceded by one score for each part if there are parts
     */
    List<Score> scores(Bootstrap bootstrap);

    /**
     * Compares this outcome with that of another model in the same benchmark, on the questions that
     * count in both.
     *
     * @param other the outcome of the other model
     * @param bootstrap draws the same questions for both
     * @return the difference (this minus other) for each score of {@link #scores}, in the same
     *     order
     * @throws IllegalArgumentException if the questions differ
     */
    List<Difference> minus(BenchmarkOutcome other, Bootstrap bootstrap);
}
