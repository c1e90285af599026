package org.wvtoolkit.evaluation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Score of a model in a benchmark or in a part of it.
 *
 * @param benchmark name of the benchmark
 * @param section the part: a section of analogies, {@code semantic}, {@code syntactic} or
 *     {@code total}; empty for a benchmark without parts
 * @param measure the measure of {@code estimate}
 * @param correct number of questions answered correctly, −1 if answers are not right or wrong
 * @param asked number of questions that count
 * @param skipped number of questions skipped because of an out-of-vocabulary word
 * @param known number of questions with in-vocabulary words only
 * @param estimate the score with its confidence interval
 * @param second a second measure of the same answers, or null
 */
public record Score(
        String benchmark,
        String section,
        Measure measure,
        int correct,
        int asked,
        int skipped,
        int known,
        Estimate estimate,
        @Nullable Second second) {
    /**
     * Second measure of the same answers.
     *
     * @param measure the measure
     * @param correct as in {@link Score}
     * @param estimate the score with its confidence interval
     */
    public record Second(Measure measure, int correct, Estimate estimate) {}

    /**
     * Returns the share of questions with in-vocabulary words only.
     *
     * @return 0 to 1
     */
    public double coverage() {
        return asked + skipped == 0 ? 0 : (double) known / (asked + skipped);
    }

    /**
     * Returns the second measure.
     *
     * @return the measure, or empty
     */
    public Optional<Second> other() {
        return Optional.ofNullable(second);
    }
}
