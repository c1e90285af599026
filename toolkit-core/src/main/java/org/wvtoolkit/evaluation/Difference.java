package org.wvtoolkit.evaluation;

/**
 * How much better one model did than another, on the questions that counted for both.
 *
 * @param estimate the first's score less the second's, with its 95 % interval
 * @param probability two-sided: how likely draws of the same questions are to say the opposite; NaN where nothing can be said
 */
public record Difference(Estimate estimate, double probability) {
    /**
     * Whether it is unlikely to be chance.
     *
     * @return true if the probability is below 5 %
     */
    public boolean isSignificant() {
        return probability < 0.05;
    }
}
