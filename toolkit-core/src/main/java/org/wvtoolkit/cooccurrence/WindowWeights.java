package org.wvtoolkit.cooccurrence;

import java.math.BigInteger;

/**
 * Weights of the distances in a window as integers with a common divisor, so that sums are exact
 * and independent of their order.
 *
 * <p>Harmonic weights are multiples of 1 / lcm(1 … w). For w = 40, 63 bits would overflow after a
 * pair has occurred 1,700 times. If a sum over the whole corpus could overflow, weights are
 * therefore rounded to multiples of 2^−k, with the largest k that excludes overflow.
 */
final class WindowWeights {
    private final long[] weights;
    private final long divisor;

    private WindowWeights(long[] weights, long divisor) {
        this.weights = weights;
        this.divisor = divisor;
    }

    /**
     * Returns the weights of a window.
     *
     * @param weighting the weighting scheme
     * @param window w, at least 1
     * @param tokens number of tokens in the corpus, which bounds the sums
     * @return the weights
     */
    static WindowWeights of(WindowWeighting weighting, int window, long tokens) {
        long divisor = switch (weighting) {
            case CONSTANT -> 1;
            case LINEAR -> window;
            case HARMONIC -> harmonicDivisor(window, tokens);
        };
        long[] weights = new long[window + 1];
        for (int d = 1; d <= window; d++) {
            weights[d] = switch (weighting) {
                case CONSTANT -> 1;
                case LINEAR -> window - d + 1L;
                // Rounded to nearest; exact if the divisor is a multiple of d.
                case HARMONIC -> (divisor + d / 2) / d;
            };
        }
        return new WindowWeights(weights, divisor);
    }

    private static long harmonicDivisor(int window, long tokens) {
        BigInteger largest = BigInteger.TWO
                .pow(62)
                .divide(BigInteger.valueOf(Math.max(1, tokens)))
                .divide(BigInteger.valueOf(2 * harmonicBound(window)));
        BigInteger multiple = leastCommonMultiple(window);
        return multiple.compareTo(largest) <= 0
                ? multiple.longValueExact()
                : Long.highestOneBit(largest.longValueExact());
    }

    /** Returns an integer upper bound of 1 + 1/2 + … + 1/w. */
    private static long harmonicBound(int window) {
        return 1 + (long) Math.ceil(StrictMath.log(window));
    }

    private static BigInteger leastCommonMultiple(int window) {
        BigInteger multiple = BigInteger.ONE;
        for (int d = 2; d <= window; d++) {
            BigInteger number = BigInteger.valueOf(d);
            multiple = multiple.divide(multiple.gcd(number)).multiply(number);
        }
        return multiple;
    }

    /** Returns the weight of each distance as a multiple of 1 / divisor; index 0 is unused. */
    long[] weights() {
        return weights.clone();
    }

    /** Returns the divisor of sums of weights. */
    long divisor() {
        return divisor;
    }
}
