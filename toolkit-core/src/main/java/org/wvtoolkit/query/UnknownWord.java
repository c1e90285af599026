package org.wvtoolkit.query;

import java.util.List;

/**
 * Out-of-vocabulary word of a query.
 *
 * @param word the word as given
 * @param nearest vocabulary words with similar spelling, most similar first, ties by descending
 *     frequency; may be empty
 */
public record UnknownWord(String word, List<String> nearest) {
    /** Copies the list. */
    public UnknownWord {
        nearest = List.copyOf(nearest);
    }
}
