package org.wvtoolkit.phrases;

/**
 * What is a phrase.
 *
 * @param score how pairs of words are scored
 * @param threshold a pair that scores higher is a phrase
 * @param minCount the least number of times that a pair stands side by side, and that each of its words comes, at least 1
 * @param passes how often the text is gone through, 1 to 10; each joins what the one before found, so that two make phrases of up to four
 *     words
 */
public record PhraseOptions(PhraseScore score, double threshold, long minCount, int passes) {
    /** The most passes that anything takes. */
    static final int MOST_PASSES = 10;

    /** Checks the ranges. */
    public PhraseOptions {
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold must be a number: " + threshold);
        }
        if (minCount < 1) {
            throw new IllegalArgumentException("min-count must be at least 1: " + minCount);
        }
        if (passes < 1 || passes > MOST_PASSES) {
            throw new IllegalArgumentException("passes must be 1 to " + MOST_PASSES + ": " + passes);
        }
    }

    /**
     * What word2phrase takes by default, in two passes.
     *
     * @return its score above 100, pairs seen at least 5 times
     */
    public static PhraseOptions defaults() {
        return new PhraseOptions(PhraseScore.WORD2PHRASE, PhraseScore.WORD2PHRASE.defaultThreshold(), 5, 2);
    }
}
