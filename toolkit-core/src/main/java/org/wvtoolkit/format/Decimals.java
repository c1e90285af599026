package org.wvtoolkit.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads numbers in decimal: quickly where that is exact, through the JDK where it is not; the nearest float in any case. */
final class Decimals {
    /** A longer number than this is a sign of damage. */
    static final int MAX_LENGTH = 1000;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;

    private Decimals() {}

    /**
     * Reads a number.
     *
     * @param text holds it, ASCII
     * @param length its bytes
     * @return the nearest float; NaN or infinite where it says so
     * @throws NumberFormatException if it is not a number
     */
    static float parse(byte[] text, int length) {
        int i = 0;
        boolean negative = false;
        if (i < length && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; i < length; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                scale -= point ? 1 : 0;
                // Beyond 2^53 the quick way is not taken, so it only matters that the value stays there.
                mantissa = mantissa > EXACT ? mantissa : 10 * mantissa + digit;
            } else if (text[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return special(text, length);
        }
        if (i < length) {
            scale += exponent(text, i, length);
        }
        if (mantissa == 0) {
            return negative ? -0f : 0f;
        }
        if (mantissa <= EXACT && scale >= -22 && scale <= 22) {
            double value = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
            // One operation on exact numbers: the nearest double. Rounded once more it is the nearest float, unless it
            // lies
            // halfway between two or among the subnormal ones.
            boolean halfway = (Double.doubleToRawLongBits(value) & 0x1FFF_FFFF) == 0x1000_0000;
            if (!halfway && value >= Float.MIN_NORMAL && value < Float.MAX_VALUE) {
                return (float) (negative ? -value : value);
            }
        }
        return Float.parseFloat(string(text, length));
    }

    /** An exponent, e and all; clipped far beyond what floats hold, so that no count of digits overflows it. */
    private static int exponent(byte[] text, int from, int length) {
        int i = from;
        if (text[i] != 'e' && text[i] != 'E') {
            throw new NumberFormatException(string(text, length));
        }
        i++;
        boolean negative = false;
        if (i < length && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        if (i == length) {
            throw new NumberFormatException(string(text, length));
        }
        int value = 0;
        for (; i < length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(string(text, length));
            }
            value = Math.min(100_000, 10 * value + digit);
        }
        return negative ? -value : value;
    }

    private static float special(byte[] text, int length) {
        return switch (string(text, length).toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Float.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Float.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(string(text, length));
        };
    }

    private static String string(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
