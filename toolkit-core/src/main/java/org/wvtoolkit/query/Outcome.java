package org.wvtoolkit.query;

import java.util.List;
import java.util.NoSuchElementException;

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
     * @param words these words, without repetitions
     * @param <T> type of the value
     */
    record NoDirection<T>(List<String> words) implements Outcome<T> {
        /** Copies the list without repetitions. */
        public NoDirection {
            words = words.stream().distinct().toList();
        }
    }

    /**
     * Returns the value, for callers that treat a missing one as an error.
     *
     * @return the value
     * @throws NoSuchElementException if words are out of vocabulary or have no direction; the message lists them
     */
    default T orElseThrow() {
        return switch (this) {
            case Known<T>(T value) -> value;
            case Unknown<T>(List<UnknownWord> words) ->
                throw new NoSuchElementException("out of vocabulary: "
                        + String.join(
                                ", ", words.stream().map(UnknownWord::word).toList()));
            case NoDirection<T>(List<String> words) ->
                throw new NoSuchElementException("zero vectors, or they cancel out: " + String.join(", ", words));
        };
    }
}
