package org.wvtoolkit.phrases;

/**
 * Two adjacent tokens that form a phrase. Either may be a phrase of an earlier pass.
 *
 * @param pass the pass that found the phrase, 1 to 10
 * @param first the first token, not empty
 * @param second the second token, not empty
 * @param count the number of occurrences of the pair, at least 1
 * @param score the association score, finite
 */
public record Phrase(int pass, String first, String second, long count, double score) {
    /** Validates the ranges. */
    public Phrase {
        if (pass < 1 || pass > PhraseOptions.MAX_PASSES) {
            throw new IllegalArgumentException("pass must be 1 to " + PhraseOptions.MAX_PASSES + ": " + pass);
        }
        if (first.isEmpty() || second.isEmpty()) {
            throw new IllegalArgumentException("the tokens of a phrase must not be empty");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score must be finite: " + score);
        }
    }

    /**
     * Returns the phrase as one token.
     *
     * @param connector the text between the two tokens
     * @return the joined token, for example {@code new_york}
     */
    public String joined(String connector) {
        return first + connector + second;
    }
}
