package org.wvtoolkit.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.wvtoolkit.option.Option;

/**
 * Range of a setting, mapped to 0 to 1 for the search.
 *
 * @param name name of the setting
 * @param low minimum; 0 for choices
 * @param high maximum, above {@code low}; the number of choices for choices
 * @param scale mapping of the values in between
 * @param whole whether values are integers
 * @param choices names to choose from instead of numbers, at least two, or empty
 */
public record Range(String name, double low, double high, Scale scale, boolean whole, List<String> choices) {
    /** Number of significant digits of a value, which suffices for a search and is easy to read. */
    private static final MathContext DIGITS = new MathContext(4);

    private static final String FORM =
            "; a range is NAME=LOW..HIGH, NAME=LOW..HIGH:log for a logarithmic scale, or NAME=A,B,C";

    /** Validates the bounds. */
    public Range {
        choices = List.copyOf(choices);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a range has no name" + FORM);
        }
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException(
                    "the range of " + name + " must be ascending: " + low + " to " + high + FORM);
        }
        if (scale == Scale.LOG && low <= 0) {
            throw new IllegalArgumentException("the range of " + name + " must be above 0 on a log scale: " + low);
        }
    }

    /**
     * Creates a range of numbers between two bounds.
     *
     * @param name name of the setting
     * @param low minimum
     * @param high maximum
     * @param scale mapping of the values in between
     * @param whole whether values are integers
     * @return the range
     */
    public static Range of(String name, double low, double high, Scale scale, boolean whole) {
        return new Range(name, low, high, scale, whole, List.of());
    }

    /**
     * Parses a range such as {@code window=2..10}, {@code learning-rate=0.01..0.3:log} or
     * {@code weighting=ppmi,log}. Bounds without a decimal point or an exponent mean integers.
     *
     * @param text the range
     * @return the range
     * @throws IllegalArgumentException if the text is not a range; the message is one line that
     *     describes the syntax
     */
    public static Range parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("cannot read the range " + text + FORM);
        }
        String name = text.substring(0, equals).strip();
        String values = text.substring(equals + 1).strip();
        Scale scale = values.endsWith(":log") ? Scale.LOG : Scale.LINEAR;
        String bounds = values.replaceFirst(":(log|linear)$", "");
        int dots = bounds.indexOf("..");
        if (dots < 0) {
            List<String> choices = List.of(bounds.split(",", -1));
            if (choices.size() < 2 || choices.stream().anyMatch(String::isBlank) || !bounds.equals(values)) {
                throw new IllegalArgumentException("cannot read the range " + text + FORM);
            }
            return new Range(name, 0, choices.size(), Scale.LINEAR, false, choices);
        }
        String low = bounds.substring(0, dots).strip();
        String high = bounds.substring(dots + 2).strip();
        try {
            boolean whole = low.matches("[+-]?\\d+") && high.matches("[+-]?\\d+");
            return of(name, Double.parseDouble(low), Double.parseDouble(high), scale, whole);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("cannot read the range " + text + FORM, notANumber);
        }
    }

    /**
     * Validates the values of the range against the option that it searches: both ends, or every choice.
     *
     * @param option the option of this range's name
     * @throws org.wvtoolkit.option.InvalidOptionException if the option does not accept a value
     */
    public void check(Option<?> option) {
        choices.forEach(option::parse);
        option.parse(value(0));
        option.parse(value(1));
    }

    /**
     * Returns the value at a position.
     *
     * @param coordinate position, 0 to 1
     * @return the value as text
     */
    public String value(double coordinate) {
        if (!choices.isEmpty()) {
            return choices.get((int) Math.min(choices.size() - 1, Math.floor(coordinate * choices.size())));
        }
        double value = scale == Scale.LOG ? low * Math.pow(high / low, coordinate) : low + coordinate * (high - low);
        return whole
                ? Long.toString(Math.round(value))
                : new BigDecimal(Math.clamp(value, low, high))
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /**
     * Returns the position of a value; for a choice, the middle of its interval.
     *
     * @param value a value in the format of {@link #value}
     * @return 0 to 1; values outside the range are clamped
     * @throws IllegalArgumentException if the value is not of the kind of this range
     */
    public double coordinate(String value) {
        if (!choices.isEmpty()) {
            int index = choices.indexOf(value);
            if (index < 0) {
                throw new IllegalArgumentException(
                        name + " must be one of " + String.join(", ", choices) + ": " + value);
            }
            return (index + 0.5) / choices.size();
        }
        try {
            double number = Double.parseDouble(value);
            double coordinate =
                    scale == Scale.LOG ? Math.log(number / low) / Math.log(high / low) : (number - low) / (high - low);
            return Double.isNaN(coordinate) ? 0 : Math.clamp(coordinate, 0, 1);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number: " + value, notANumber);
        }
    }

    /** Returns the range in the format of {@link #parse}. */
    @Override
    public String toString() {
        if (!choices.isEmpty()) {
            return name + "=" + String.join(",", choices);
        }
        return name + "=" + bound(low) + ".." + bound(high) + (scale == Scale.LOG ? ":log" : "");
    }

    private String bound(double value) {
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
