package org.wvtoolkit.query;

/**
 * Function that combines the cosines between a candidate and the words of a query into a score. All
 * vectors have length 1.
 */
public enum Combination {
    /**
     * Cosine to the sum of the positive words minus the negative words; for analogies 3CosAdd
     * (Mikolov, Yih and Zweig 2013), the words nearest to b − a + c.
     */
    ADD("add"),

    /**
     * 3CosMul (Levy and Goldberg 2014): the product of the similarities to the positive words,
     * divided by the product of those to the negative words plus 10⁻⁶. Each similarity is (cosine +
     * 1) / 2. No single word can dominate. Scores are at least 0 and may be large.
     */
    MULTIPLY("mul"),

    /**
     * PairDirection (Mikolov, Yih and Zweig 2013): the cosine between b − a and x − c, which
     * compares directions and ignores distances. Requires two positive words and one negative word.
     */
    PAIR_DIRECTION("pair-direction");

    private final String label;

    Combination(String label) {
        this.label = label;
    }

    /**
     * Returns the name in user interfaces.
     *
     * @return lower-case words joined by hyphens
     */
    public String label() {
        return label;
    }
}
