package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The axis of a chart.
 *
 * @param low lower end
 * @param high upper end, greater than {@code low}
 * @param log whether the scale is logarithmic; both ends are then positive
 * @param whole whether the values are integers, such as epochs
 * @param from pixel of {@code low}
 * @param to pixel of {@code high}
 */
record Axis(double low, double high, boolean log, boolean whole, double from, double to) {
    private static final int TICKS = 6;

    /** Creates an axis with a margin around values, also if they are all equal. */
    static Axis around(double[] values, boolean log, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return new Axis(0, 1, false, false, from, to);
        }
        if (log && low > 0) {
            double margin = low == high ? 2 : Math.pow(high / low, 0.04);
            return new Axis(low / margin, high * margin, true, false, from, to);
        }
        double margin = low == high ? Math.max(Math.abs(low) * 0.1, 1e-9) : 0.04 * (high - low);
        return new Axis(low - margin, high + margin, false, isWhole(values), from, to);
    }

    private static boolean isWhole(double... values) {
        for (double value : values) {
            if (Double.isFinite(value) && value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    double pixel(double value) {
        double share = log
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Returns the tick values, which are round numbers. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (log && high / low > 8) {
            for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
                for (int digit : high / low > 1000 ? new int[] {1} : new int[] {1, 2, 5}) {
                    add(ticks, digit * Math.pow(10, power));
                }
            }
            return ticks;
        }
        double rough = (high - low) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
        step = whole ? Math.max(1, step) : step;
        for (double i = Math.ceil(low / step); i * step <= high; i++) {
            add(ticks, i * step);
        }
        return ticks;
    }

    /** Returns the labels of {@link #ticks}, all with the same number of decimal places. */
    List<String> labels() {
        List<Double> ticks = ticks();
        List<String> labels = ticks.stream().map(Axis::written).toList();
        if (log || labels.stream().anyMatch(label -> label.contains("e"))) {
            return labels;
        }
        int digits = labels.stream()
                .mapToInt(label -> label.contains(".") ? label.length() - label.indexOf('.') - 1 : 0)
                .max()
                .orElse(0);
        // Adding 0 turns −0 into 0.
        return ticks.stream()
                .map(tick -> minus(String.format(Locale.ROOT, "%." + digits + "f", tick + 0.0)))
                .toList();
    }

    private static String minus(String number) {
        return number.startsWith("-") ? "−" + number.substring(1) : number;
    }

    private void add(List<Double> ticks, double value) {
        if (value >= low && value <= high) {
            ticks.add(value);
        }
    }

    /** Formats a value with at most four significant digits. */
    static String written(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 1e6 || size < 1e-4) {
            return minus(String.format(Locale.ROOT, "%.2g", value).replaceFirst("e([+]|(-))0?", "e$2"));
        }
        int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return minus(text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text);
    }
}
