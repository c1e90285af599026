package org.wvtoolkit.query;

import java.util.List;

/**
 * Why two words are similar in a sparse model.
 *
 * @param cosine of the angle between their vectors
 * @param shared how many contexts both words have
 * @param contexts those that bring the two closest, by descending share, equal ones in the order of their columns
 */
public record Explanation(double cosine, int shared, List<SharedContext> contexts) {
    /** Copies the list. */
    public Explanation {
        contexts = List.copyOf(contexts);
    }

    /**
     * A context that both words have.
     *
     * @param word the context's word
     * @param place where it stands, seen from the words, below 0 before them and above 0 after; 0 where the model does not tell
     *     places apart
     * @param share its part of the cosine; the shares of all shared contexts add up to 1, and are below 0 where one weight is
     * @param one its weight for the one word
     * @param other its weight for the other word
     */
    public record SharedContext(String word, int place, double share, double one, double other) {}
}
