package org.wvtoolkit.phrases;

/**
 * Two tokens that belong together; either may be a phrase of an earlier pass.
 *
 * @param pass which pass found it, from 1
 * @param first the first token
 * @param second the second
 * @param count how often they stand side by side
 * @param score how much they belong together
 */
public record Phrase(int pass, String first, String second, long count, double score) {
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
