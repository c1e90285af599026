package org.wvtoolkit.query;

import java.util.List;

/** Result of a nearest-neighbour query. */
public sealed interface Answer {
    /**
     * The nearest words.
     *
     * @param neighbours the neighbours by descending score; equal scores by ascending id, that is,
     *     by descending frequency; empty if there are no candidates
     */
    record Found(List<Neighbour> neighbours) implements Answer {
        /** Copies the list. */
        public Found {
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * The query contains out-of-vocabulary words.
     *
     * @param words each out-of-vocabulary word once, in the order of the query; at least one
     */
    record Unknown(List<UnknownWord> words) implements Answer {
        /** Copies the list. */
        public Unknown {
            words = List.copyOf(words);
        }
    }

    /**
     * All words have vectors, but these are zero or cancel out, so that no direction is defined.
     *
     * @param words the words of the query
     */
    record NoDirection(List<String> words) implements Answer {
        /** Copies the list. */
        public NoDirection {
            words = List.copyOf(words);
        }
    }
}
