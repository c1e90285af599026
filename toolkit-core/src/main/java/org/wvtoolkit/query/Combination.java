package org.wvtoolkit.query;

/** How the cosines between a candidate and the words of a question become its score. Vectors have length 1 throughout. */
public enum Combination {
    /**
     * The cosine to the sum of the words added, less those subtracted; for an analogy 3CosAdd (Mikolov, Yih and Zweig 2013), the
     * words nearest to b − a + c.
     */
    ADD("add"),

    /**
     * 3CosMul (Levy and Goldberg 2014): the product of the similarities to the words added, divided by that of the words
     * subtracted, each similarity being (cosine + 1) / 2, the divisor enlarged by 10⁻⁶. No one word can dominate. Scores are at least 0
     * and may be large.
     */
    MULTIPLY("mul"),

    /**
     * PairDirection (Mikolov, Yih and Zweig 2013): the cosine between b − a and x − c, which asks for the same direction and does not
     * care about the distance. Only for two words added and one subtracted.
     */
    PAIR_DIRECTION("pair-direction");

    private final String label;

    Combination(String label) {
        this.label = label;
    }

    /**
     * What it is called on the command line.
     *
     * @return lower-case words joined by hyphens
     */
    public String label() {
        return label;
    }
}
