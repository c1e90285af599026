package org.wvtoolkit.query;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Restriction of the words that a query may return.
 *
 * @param mostFrequent number of most frequent words to consider, at least 1
 * @param minCount minimum number of occurrences in the corpus; 0 for no restriction, the only
 *     useful value if the model's source format stores no counts
 * @param pattern regular expression that a part of the word must match, or null for all words
 * @param questionWords whether the words of the query may be returned
 */
public record Candidates(
        int mostFrequent, long minCount, @Nullable Pattern pattern, boolean questionWords) {
    /** All words except those of the query. */
    public static final Candidates ALL = new Candidates(Integer.MAX_VALUE, 0, null, false);

    /** Validates the ranges. */
    public Candidates {
        if (mostFrequent < 1) {
            throw new IllegalArgumentException("mostFrequent must be at least 1: " + mostFrequent);
        }
        if (minCount < 0) {
            throw new IllegalArgumentException("min-count must not be negative: " + minCount);
        }
    }

    /**
     * Returns the most frequent words, except those of the query.
     *
     * @param mostFrequent number of words, at least 1
     * @return the candidates
     */
    public static Candidates among(int mostFrequent) {
        return new Candidates(mostFrequent, 0, null, false);
    }

    /** Compares patterns by text and flags, because {@link Pattern} does not define equality. */
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
