package org.wvtoolkit.option;

/**
 * The range over which tuning searches an option by default.
 *
 * @param low lower end, or the divisor that yields it
 * @param high upper end, or the factor that yields it
 * @param logarithmic whether equal ratios, rather than equal differences, are equal steps
 * @param relative whether the ends are computed from the value that the option has otherwise
 */
public record SearchHint(double low, double high, boolean logarithmic, boolean relative) {

    /**
     * Returns a range in which equal differences are equal steps.
     *
     * @param low lower end
     * @param high upper end
     * @return the range
     */
    public static SearchHint linear(double low, double high) {
        return new SearchHint(low, high, false, false);
    }

    /**
     * Returns a range in which equal ratios are equal steps.
     *
     * @param low lower end, above 0
     * @param high upper end
     * @return the range
     */
    public static SearchHint logarithmic(double low, double high) {
        return new SearchHint(low, high, true, false);
    }

    /**
     * Returns a range around the value that the option has otherwise, in which equal ratios are equal steps.
     *
     * @param divisor the lower end is the value divided by this
     * @param factor the upper end is the value multiplied by this
     * @return the range
     */
    public static SearchHint around(double divisor, double factor) {
        return new SearchHint(divisor, factor, true, true);
    }

    /**
     * Returns the lower end.
     *
     * @param value the value that the option has otherwise
     * @return the lower end
     */
    public double lowFor(double value) {
        return relative ? value / low : low;
    }

    /**
     * Returns the upper end.
     *
     * @param value the value that the option has otherwise
     * @return the upper end
     */
    public double highFor(double value) {
        return relative ? value * high : high;
    }
}
