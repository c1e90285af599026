package org.wvtoolkit.option;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The interval of numbers that an option accepts.
 *
 * @param low lower end
 * @param lowIncluded whether the lower end itself is accepted
 * @param high upper end; may be infinite
 * @param highIncluded whether the upper end itself is accepted
 */
public record Bounds(double low, boolean lowIncluded, double high, boolean highIncluded) {
    /** Every decimal number of at most 15 digits survives the conversion to binary and back. */
    private static final MathContext DECIMAL_DIGITS = new MathContext(15);

    /** Any number. */
    public static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    /** Any number above 0. */
    public static final Bounds POSITIVE = new Bounds(0, false, Double.POSITIVE_INFINITY, true);

    /**
     * Returns the interval [low, high].
     *
     * @param low lower end, included
     * @param high upper end, included
     * @return the interval
     */
    public static Bounds closed(double low, double high) {
        return new Bounds(low, true, high, true);
    }

    /**
     * Returns the interval (low, high].
     *
     * @param low lower end, excluded
     * @param high upper end, included
     * @return the interval
     */
    public static Bounds above(double low, double high) {
        return new Bounds(low, false, high, true);
    }

    /**
     * Returns the interval [low, high).
     *
     * @param low lower end, included
     * @param high upper end, excluded
     * @return the interval
     */
    public static Bounds below(double low, double high) {
        return new Bounds(low, true, high, false);
    }

    /**
     * Returns the interval [low, ∞].
     *
     * @param low lower end, included
     * @return the interval
     */
    public static Bounds atLeast(double low) {
        return new Bounds(low, true, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Tests whether a number lies in the interval.
     *
     * @param value any number; NaN lies in no interval
     * @return true if it does
     */
    public boolean contains(double value) {
        return (lowIncluded ? value >= low : value > low) && (highIncluded ? value <= high : value < high);
    }

    /**
     * Returns the interval in words.
     *
     * @return for example "1 to 1000" or "above 0 and at most 10"; empty if any number is accepted
     */
    public String description() {
        boolean hasLow = !Double.isInfinite(low);
        boolean hasHigh = !Double.isInfinite(high);
        if (!hasLow && !hasHigh) {
            return "";
        }
        if (!hasHigh) {
            return (lowIncluded ? "at least " : "above ") + plain(low);
        }
        if (lowIncluded) {
            return plain(low) + (highIncluded ? " to " : " to below ") + plain(high);
        }
        return "above " + plain(low) + " and " + (highIncluded ? "at most " : "below ") + plain(high);
    }

    /**
     * Formats a number without an exponent and without trailing zeros. A product or quotient that is
     * not exact in binary, such as 0.15 / 10000, is rounded to the decimal number that is meant.
     */
    static String plain(double number) {
        return Double.isInfinite(number) || Double.isNaN(number)
                ? Double.toString(number)
                : BigDecimal.valueOf(number)
                        .round(DECIMAL_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
