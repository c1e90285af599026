package org.wvtoolkit.evaluation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well a model did in a benchmark, or in a part of it.
 *
 * @param benchmark the benchmark's name
 * @param section the part: a section of analogies, {@code semantic}, {@code syntactic} or {@code total}; empty for the whole of
 *     a benchmark without parts
 * @param measure what {@code estimate} is
 * @param correct questions answered correctly, −1 where answers are not right or wrong
 * @param asked questions that counted
 * @param skipped questions that did not, for an unknown word
 * @param known questions whose words were all known
 * @param estimate the score and its interval
 * @param second another measure of the same answers, or null
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
     * Another measure of the same answers.
     *
     * @param measure what it is
     * @param correct as in {@link Score}
     * @param estimate the score and its interval
     */
    public record Second(Measure measure, int correct, Estimate estimate) {}

    /**
     * The share of questions whose words were all known.
     *
     * @return 0 to 1
     */
    public double coverage() {
        return asked + skipped == 0 ? 0 : (double) known / (asked + skipped);
    }

    /**
     * The other measure, if there is one.
     *
     * @return it, or empty
     */
    public Optional<Second> other() {
        return Optional.ofNullable(second);
    }
}
