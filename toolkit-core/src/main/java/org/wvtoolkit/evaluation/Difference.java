package org.wvtoolkit.evaluation;

/**
 * Difference between the scores of two models on the questions that count for both.
 *
 * @param estimate score of the first minus score of the second, with its 95 % confidence interval
 * @param probability two-sided p-value: the probability that resamples show the opposite sign; NaN
 *     if undefined
 */
public record Difference(Estimate estimate, double probability) {
    /**
     * Returns whether the difference is significant.
     *
     * @return true if the p-value is below 5 %
     */
    public boolean isSignificant() {
        return probability < 0.05;
    }
}
