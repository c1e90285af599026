package org.wvtoolkit.vocabulary;

import java.io.Serializable;

/**
 * Which words of a corpus get vectors.
 *
 * @param minCount words seen less often are left out, as if they were not in the text; at least 1
 * @param maximumSize at most this many words, the most frequent; at least 1
 */
public record VocabularyOptions(long minCount, int maximumSize) implements Serializable {
    /** Checks the ranges. */
    public VocabularyOptions {
        if (minCount < 1) {
            throw new IllegalArgumentException("min-count must be at least 1: " + minCount);
        }
        if (maximumSize < 1) {
            throw new IllegalArgumentException("max-vocabulary must be at least 1: " + maximumSize);
        }
    }

    /**
     * Words seen five times or more, however many, as word2vec has it.
     *
     * @return the default options
     */
    public static VocabularyOptions defaults() {
        return new VocabularyOptions(5, Integer.MAX_VALUE);
    }
}
