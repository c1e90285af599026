package org.wvtoolkit.cooccurrence;

import java.math.BigInteger;

/**
 * The weights of the distances in a window as integers with a common divisor, so that sums are exact and do not depend on
 * their order.
 *
 * <p>Harmonic weights are multiples of 1 / lcm(1 … w), which for w = 40 would overflow 63 bits once a pair had met 1,700
 * times. So where the whole corpus could overflow, they are rounded to multiples of 2^−k instead, with the largest k at which
 * it cannot.
 */
final class WindowWeights {
    private final long[] weights;
    private final long divisor;

    private WindowWeights(long[] weights, long divisor) {
        this.weights = weights;
        this.divisor = divisor;
    }

    /**
     * The weights of a window.
     *
     * @param weighting the kind
     * @param window w, at least 1
     * @param tokens how many tokens the corpus has: what a sum cannot exceed follows from it
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
                // To nearest; exact where the divisor is a multiple of d.
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

    /** An integer that 1 + 1/2 + … + 1/w does not exceed. */
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

    /** Weight of each distance as a multiple of 1 / divisor; index 0 is not used. */
    long[] weights() {
        return weights.clone();
    }

    /** What sums of weights are divided by in the end. */
    long divisor() {
        return divisor;
    }
}
