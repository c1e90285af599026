package org.wvtoolkit.query;

import java.util.List;

/**
 * The cheapest way to turn one bag of words into another.
 *
 * @param distance the sum over all ways of weight times cost
 * @param ways which words become which
 */
public record Transport(double distance, List<Way> ways) {
    /** Copies the list. */
    public Transport {
        ways = List.copyOf(ways);
    }

    /**
     * A word becomes another, or stays.
     *
     * @param from a word of the first text
     * @param to a word of the second
     * @param weight the part of a text that goes this way, above 0, at most 1
     * @param cost the distance between the two
     */
    public record Way(String from, String to, double weight, double cost) {}
}
