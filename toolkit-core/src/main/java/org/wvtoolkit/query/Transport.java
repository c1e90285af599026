package org.wvtoolkit.query;

import java.util.List;

/**
 * Optimal transport plan between two bags of words.
 *
 * @param distance total cost: the sum of weight times cost over all flows
 * @param ways the flows between words
 */
public record Transport(double distance, List<Way> ways) {
    /** Copies the list. */
    public Transport {
        ways = List.copyOf(ways);
    }

    /**
     * Flow from one word to another or to itself.
     *
     * @param from a word of the first text
     * @param to a word of the second text
     * @param weight fraction of the text's weight, above 0, at most 1
     * @param cost distance between the two words
     */
    public record Way(String from, String to, double weight, double cost) {}
}
