package org.wvtoolkit.query;

import java.util.List;

/** What a question comes to. */
public sealed interface Answer {
    /**
     * The nearest words.
     *
     * @param neighbours by descending score, equal scores by ascending id, that is by descending frequency; empty where no
     *     candidate is left
     */
    record Found(List<Neighbour> neighbours) implements Answer {
        /** Copies the list. */
        public Found {
            neighbours = List.copyOf(neighbours);
        }
    }

    /**
     * The model does not know all words of the question.
     *
     * @param words each unknown word once, in the order of the question; at least one
     */
    record Unknown(List<UnknownWord> words) implements Answer {
        /** Copies the list. */
        public Unknown {
            words = List.copyOf(words);
        }
    }

    /**
     * The words are known, but their vectors are zero or cancel out, so that nothing is nearer than anything else.
     *
     * @param words the words of the question
     */
    record NoDirection(List<String> words) implements Answer {
        /** Copies the list. */
        public NoDirection {
            words = List.copyOf(words);
        }
    }
}
