package org.wvtoolkit.query;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which words may answer.
 *
 * @param mostFrequent only the most frequent words, this many; at least 1
 * @param minCount only words that stood in the corpus at least so often; 0 for all, and nothing else where the model came from a
 *     format that keeps no counts
 * @param pattern only words that match it somewhere, or null for all
 * @param questionWords whether the words of the question may answer too
 */
public record Candidates(
        int mostFrequent, long minCount, @Nullable Pattern pattern, boolean questionWords) {
    /** Every word but those of the question. */
    public static final Candidates ALL = new Candidates(Integer.MAX_VALUE, 0, null, false);

    /** Checks the ranges. */
    public Candidates {
        if (mostFrequent < 1) {
            throw new IllegalArgumentException("candidates must be at least 1: " + mostFrequent);
        }
        if (minCount < 0) {
            throw new IllegalArgumentException("min-count must not be negative: " + minCount);
        }
    }

    /**
     * Only the most frequent words, save those of the question.
     *
     * @param mostFrequent how many, at least 1
     * @return the candidates
     */
    public static Candidates among(int mostFrequent) {
        return new Candidates(mostFrequent, 0, null, false);
    }

    /** A pattern has no equality of its own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Candidates that
                && mostFrequent == that.mostFrequent
                && minCount == that.minCount
                && questionWords == that.questionWords
                && Objects.equals(text(pattern), text(that.pattern));
    }

    @Override
    public int hashCode() {
        return Objects.hash(mostFrequent, minCount, questionWords, text(pattern));
    }

    private static @Nullable String text(@Nullable Pattern pattern) {
        return pattern == null ? null : pattern.flags() + pattern.pattern();
    }
}
