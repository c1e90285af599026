package org.wvtoolkit.documents;

/**
 * What a word counts for in an average.
 *
 * @param smoothing a of a / (a + p(w)), above 0 (smooth inverse frequency: Arora, Liang and Ma 2017); infinite where all words count
 *     alike
 */
public record WordWeighting(double smoothing) {
    /** Every word counts for 1: the plain mean. */
    public static final WordWeighting MEAN = new WordWeighting(Double.POSITIVE_INFINITY);

    /** Checks the range. */
    public WordWeighting {
        if (!(smoothing > 0)) {
            throw new IllegalArgumentException("a of SIF must be above 0: " + smoothing);
        }
    }

    /**
     * Whether weights depend on how frequent words are.
     *
     * @return false for the plain mean
     */
    public boolean needsCounts() {
        return !Double.isInfinite(smoothing);
    }

    /**
     * The weight of a word.
     *
     * @param probability its count by that of all words, 0 to 1
     * @return above 0, at most 1
     */
    public double weight(double probability) {
        return needsCounts() ? smoothing / (smoothing + probability) : 1;
    }
}
