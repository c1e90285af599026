package org.wvtoolkit.documents;

/**
 * Weight of a word in an average.
 *
 * @param smoothing the constant a in a / (a + p(w)), greater than 0 (smooth inverse frequency, SIF:
 *     Arora, Liang and Ma 2017); infinite for equal weights
 */
public record WordWeighting(double smoothing) {
    /** Weight 1 for every word: the arithmetic mean. */
    public static final WordWeighting MEAN = new WordWeighting(Double.POSITIVE_INFINITY);

    /** Validates the range. */
    public WordWeighting {
        if (!(smoothing > 0)) {
            throw new IllegalArgumentException("the smoothing constant of SIF must be greater than 0: " + smoothing);
        }
    }

    /**
     * Returns whether weights depend on word frequencies.
     *
     * @return false for the arithmetic mean
     */
    public boolean needsCounts() {
        return !Double.isInfinite(smoothing);
    }

    /**
     * Returns the weight of a word.
     *
     * @param probability the count of the word divided by the total count, 0 to 1
     * @return greater than 0, at most 1
     */
    public double weight(double probability) {
        return needsCounts() ? smoothing / (smoothing + probability) : 1;
    }
}
