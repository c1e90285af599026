package org.wvtoolkit.phrases;

import org.wvtoolkit.option.InvalidOptionException;

/**
 * Options of phrase detection.
 *
 * @param score the scoring method
 * @param threshold the score that a pair must exceed to be a phrase, finite
 * @param minCount the minimum count of the pair and of each of its words, at least 1
 * @param passes the number of passes over the text, 1 to 10; each pass joins the phrases of the
 *     previous one, so two passes find phrases of up to four words
 */
public record PhraseOptions(PhraseScore score, double threshold, long minCount, int passes) {
    /** Maximum number of passes. */
    static final int MAX_PASSES = 10;

    /** Validates the ranges. */
    public PhraseOptions {
        if (!Double.isFinite(threshold)) {
            throw new InvalidOptionException("threshold", threshold, "must be finite");
        }
        if (minCount < 1) {
            throw new InvalidOptionException("min-count", minCount, "must be at least 1");
        }
        if (passes < 1 || passes > MAX_PASSES) {
            throw new InvalidOptionException("passes", passes, "must be 1 to " + MAX_PASSES);
        }
    }

    /**
     * Returns the defaults of word2phrase with two passes.
     *
     * @return the word2phrase score with threshold 100, minimum count 5 and two passes
     */
    public static PhraseOptions defaults() {
        return new PhraseOptions(PhraseScore.WORD2PHRASE, PhraseScore.WORD2PHRASE.defaultThreshold(), 5, 2);
    }
}
