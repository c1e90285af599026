package org.wvtoolkit.vocabulary;

import java.io.Serializable;
import org.wvtoolkit.option.InvalidOptionException;

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
            throw new InvalidOptionException("min-count", minCount, "must be at least 1");
        }
        if (maximumSize < 1) {
            throw new InvalidOptionException("max-vocabulary", maximumSize, "must be at least 1");
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
