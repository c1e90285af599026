package org.wvtoolkit.cli.terminal;

import java.util.concurrent.TimeUnit;

/**
 * Formats quantities for output, with a decimal point in every locale. Does not use {@code String.format}, because
 * loading its classes takes a considerable part of the time of a query.
 */
public final class Quantities {
    private static final String[] BYTES = {" bytes", " kB", " MB", " GB", " TB"};

    private Quantities() {}

    /**
     * Formats a count with thousands separators.
     *
     * @param count any number
     * @return such as {@code 17,150,000}
     */
    public static String count(long count) {
        StringBuilder text = new StringBuilder().append(count);
        for (int at = text.length() - 3; at > (count < 0 ? 1 : 0); at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /**
     * Formats a number with a fixed number of decimal places.
     *
     * @param value any number below 10^12
     * @param places 0 to 6
     * @return such as {@code 0.8123}
     */
    public static String fixed(double value, int places) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        long scale = 1;
        for (int i = 0; i < places; i++) {
            scale *= 10;
        }
        long scaled = Math.round(Math.abs(value) * scale);
        StringBuilder text = new StringBuilder();
        if (value < 0 && scaled != 0) {
            text.append('-');
        }
        text.append(scaled / scale);
        if (places > 0) {
            text.append('.');
            String rest = Long.toString(scaled % scale);
            text.repeat('0', places - rest.length()).append(rest);
        }
        return text.toString();
    }

    /**
     * Formats a number of bytes in powers of 1000.
     *
     * @param bytes at least 0
     * @return such as {@code 62.3 MB}
     */
    public static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTES.length - 1) {
            value /= 1000;
            unit++;
        }
        return fixed(value, unit == 0 || value >= 99.95 ? 0 : 1) + BYTES[unit];
    }

    /**
     * Formats a duration.
     *
     * @param nanos at least 0
     * @return such as {@code 0.4 s}, {@code 31 s} or {@code 2 min 05 s}
     */
    public static String duration(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 99.95) {
            return fixed(seconds, 1) + " s";
        }
        long whole = TimeUnit.NANOSECONDS.toSeconds(nanos);
        return whole < 3600 ? twoParts(whole, " min ", " s") : twoParts(whole / 60, " h ", " min");
    }

    private static String twoParts(long small, String large, String unit) {
        long rest = small % 60;
        return small / 60 + large + (rest < 10 ? "0" : "") + rest + unit;
    }

    /**
     * Makes text from a file or command line safe to print: control characters could break the line or control the
     * terminal.
     *
     * @param text any text
     * @return the text with control characters replaced by U+FFFD
     */
    public static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (Character.isISOControl(clean.charAt(j))) {
                        clean.setCharAt(j, '\uFFFD');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }
}
