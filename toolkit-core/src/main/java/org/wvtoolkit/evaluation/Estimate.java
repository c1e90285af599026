package org.wvtoolkit.evaluation;

/**
 * Value with its 95 % confidence interval.
 *
 * @param value the measured value; NaN if undefined
 * @param low lower end of the interval, NaN if undefined
 * @param high upper end of the interval, NaN if undefined
 */
public record Estimate(double value, double low, double high) {
    /** An undefined value. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Returns whether the value is defined.
     *
     * @return false if the value is NaN
     */
    public boolean exists() {
        return !Double.isNaN(value);
    }
}
