package org.wvtoolkit.query;

import java.util.List;

/**
 * Explanation of the similarity of two words in a sparse model.
 *
 * @param cosine cosine similarity of the two words
 * @param shared number of contexts that both words have
 * @param contexts the contexts that contribute most, by descending share, ties in the order of
 *     their columns
 */
public record Explanation(double cosine, int shared, List<SharedContext> contexts) {
    /** Copies the list. */
    public Explanation {
        contexts = List.copyOf(contexts);
    }

    /**
     * Context that both words have.
     *
     * @param word the context word
     * @param position its position relative to the words, negative before and positive after them; 0
     *     if contexts are not positional
     * @param share its fraction of the cosine; the shares of all shared contexts sum to 1, and a
     *     share is negative if one weight is
     * @param one its weight for the first word
     * @param other its weight for the second word
     */
    public record SharedContext(String word, int position, double share, double one, double other) {}
}
