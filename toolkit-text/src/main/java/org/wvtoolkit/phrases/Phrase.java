package org.wvtoolkit.phrases;

/**
 * Two tokens that belong together; either may be a phrase of an earlier pass.
 *
 * @param pass which pass found it, 1 to 10
 * @param first the first token, not empty
 * @param second the second, not empty
 * @param count how often they stand side by side, at least 1
 * @param score how much they belong together, finite
 */
public record Phrase(int pass, String first, String second, long count, double score) {
    /** Checks the ranges. */
    public Phrase {
        if (pass < 1 || pass > PhraseOptions.MOST_PASSES) {
            throw new IllegalArgumentException("pass must be 1 to " + PhraseOptions.MOST_PASSES + ": " + pass);
        }
        if (first.isEmpty() || second.isEmpty()) {
            throw new IllegalArgumentException("a token of a phrase is empty");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score must be a number: " + score);
        }
    }

    /**
     * The phrase as one token.
     *
     * @param connector what stands between the two
     * @return such as {@code new_york}
     */
    public String joined(String connector) {
        return first + connector + second;
    }
}
