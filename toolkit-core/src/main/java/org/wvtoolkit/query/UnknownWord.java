package org.wvtoolkit.query;

import java.util.List;

/**
 * A word of the question that the model does not know.
 *
 * @param word as it was asked
 * @param nearest known words of nearly the same spelling, the nearest first, the more frequent first among equals; may be empty
 */
public record UnknownWord(String word, List<String> nearest) {
    /** Copies the list. */
    public UnknownWord {
        nearest = List.copyOf(nearest);
    }
}
