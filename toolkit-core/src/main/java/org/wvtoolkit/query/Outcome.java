package org.wvtoolkit.query;

import java.util.List;

/**
 * Result of an operation on words: a value, or the reason why there is none.
 *
 * @param <T> type of the value
 */
public sealed interface Outcome<T> {
    /**
     * All words have vectors.
     *
     * @param value the result
     * @param <T> type of the value
     */
    record Known<T>(T value) implements Outcome<T> {}

    /**
     * Some words are out of vocabulary.
     *
     * @param words each out-of-vocabulary word once, in the order of the query; at least one
     * @param <T> type of the value
     */
    record Unknown<T>(List<UnknownWord> words) implements Outcome<T> {
        /** Copies the list. */
        public Unknown {
            words = List.copyOf(words);
        }
    }

    /**
     * All words have vectors, but these are zero or cancel out.
     *
     * @param words these words
     * @param <T> type of the value
     */
    record NoDirection<T>(List<String> words) implements Outcome<T> {
        /** Copies the list. */
        public NoDirection {
            words = List.copyOf(words);
        }
    }
}
