package org.wvtoolkit.query;

import java.util.List;

/**
 * What comes of a question to words: a value, or that the model does not know them all.
 *
 * @param <T> the kind of value
 */
public sealed interface Outcome<T> {
    /**
     * The words are known.
     *
     * @param value what was asked for
     * @param <T> the kind of value
     */
    record Known<T>(T value) implements Outcome<T> {}

    /**
     * Words are not known.
     *
     * @param words each unknown word once, in the order of the question; at least one
     * @param <T> the kind of value
     */
    record Unknown<T>(List<UnknownWord> words) implements Outcome<T> {
        /** Copies the list. */
        public Unknown {
            words = List.copyOf(words);
        }
    }

    /**
     * The words are known, but their vectors are zero or cancel out.
     *
     * @param words these words
     * @param <T> the kind of value
     */
    record NoDirection<T>(List<String> words) implements Outcome<T> {
        /** Copies the list. */
        public NoDirection {
            words = List.copyOf(words);
        }
    }
}
