package org.wvtoolkit.vocabulary;

import java.io.Serializable;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Options that select the words of a corpus that receive a vector. Immutable.
 *
 * @param minCount minimum number of occurrences of a word, at least 1; rarer words are removed from
 *     the text
 * @param maximumSize maximum number of words, at least 1; the most frequent words are kept
 */
public record VocabularyOptions(long minCount, int maximumSize) implements Serializable {
    /** Validates the ranges. */
    public VocabularyOptions {
        if (minCount < 1) {
            throw new InvalidOptionException("min-count", minCount, "must be at least 1");
        }
        if (maximumSize < 1) {
            throw new InvalidOptionException("max-vocabulary", maximumSize, "must be at least 1");
        }
    }

    /**
     * Returns the defaults of word2vec: all words with at least five occurrences.
     *
     * @return the default options
     */
    public static VocabularyOptions defaults() {
        return new VocabularyOptions(5, Integer.MAX_VALUE);
    }

    /**
     * Returns options that keep all words with a minimum count.
     *
     * @param minCount minimum number of occurrences, at least 1; 1 keeps every word
     * @return the options, without a maximum size
     */
    public static VocabularyOptions ofMinCount(long minCount) {
        return new VocabularyOptions(minCount, Integer.MAX_VALUE);
    }
}
