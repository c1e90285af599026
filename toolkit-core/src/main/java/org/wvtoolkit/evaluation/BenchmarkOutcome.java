package org.wvtoolkit.evaluation;

import java.util.List;

/** What a model answered to each question of a benchmark: enough to score it, and to compare it with another's. Immutable. */
public sealed interface BenchmarkOutcome permits RatedOutcome, AnsweredOutcome {
    /**
     * The benchmark.
     *
     * @return its name
     */
    String benchmark();

    /**
     * Scores it.
     *
     * @param bootstrap makes the intervals
     * @return one score for the whole, preceded by one for each part where there are parts
     */
    List<Score> scores(Bootstrap bootstrap);

    /**
     * Compares it with another model's outcome of the same benchmark, on the questions that counted in both.
     *
     * @param other the other's
     * @param bootstrap draws the same questions for both
     * @return for each score of {@link #scores}, in the same order, how much higher this one is
     * @throws IllegalArgumentException if the other is not of the same questions
     */
    List<Difference> minus(BenchmarkOutcome other, Bootstrap bootstrap);
}
