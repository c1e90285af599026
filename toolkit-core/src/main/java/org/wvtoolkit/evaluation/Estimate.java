package org.wvtoolkit.evaluation;

/**
 * A value with its 95 % confidence interval.
 *
 * @param value what was measured; NaN where nothing could be
 * @param low the interval's lower end, NaN where there is none
 * @param high the interval's upper end, NaN where there is none
 */
public record Estimate(double value, double low, double high) {
    /** Nothing could be measured. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Whether something was measured.
     *
     * @return false if the value is NaN
     */
    public boolean exists() {
        return !Double.isNaN(value);
    }
}
