package org.wvtoolkit.format.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parser for decimal floating-point numbers. Returns the nearest float, ties to even, with the same
 * bits as {@link Float#parseFloat}.
 *
 * <p>Uses the fastest of three methods that is exact for the input. Numbers of up to 15 digits with
 * a small exponent need one operation on two exactly represented doubles (Clinger 1990), and one
 * more rounding where that cannot change the result. Numbers of up to 18 digits are multiplied as
 * 64-bit integers by the 64 most significant bits of the power of ten, which gives a lower and an
 * upper bound that nearly always round to the same float (after Lemire 2021). All others go to the
 * JDK.
 *
 * <p>Not part of the public API.
 */
public final class DecimalParser {
    /** The maximum length of a number in bytes. A longer one indicates a damaged file. */
    public static final int MAX_LENGTH = 1000;

    /** Powers of ten that a double represents exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;

    /** Number of decimal digits that always fit into 63 bits. */
    private static final int DIGITS_OF_LONG = 18;

    /**
     * Marks a result that neither fast method can determine. No decimal number parses to this NaN
     * pattern.
     */
    private static final int UNSURE = 0x7FFF_FFFF;

    private DecimalParser() {}

    /**
     * Parses a number.
     *
     * @param text ASCII bytes that contain the number
     * @param from offset of its first byte
     * @param to offset after its last byte
     * @return the nearest float; may be NaN or infinite if the text says so
     * @throws NumberFormatException if the bytes are not a number
     */
    public static float parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean point = false;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                scale -= point ? 1 : 0;
                significant += mantissa == 0 && digit == 0 ? 0 : 1;
                if (significant <= DIGITS_OF_LONG) {
                    mantissa = 10 * mantissa + digit;
                }
            } else if (text[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return special(text, from, to);
        }
        if (i < to) {
            scale += exponent(text, i, from, to);
        }
        if (significant <= DIGITS_OF_LONG) {
            int bits = round(mantissa, scale);
            if (bits != UNSURE) {
                return Float.intBitsToFloat(negative ? bits | 0x8000_0000 : bits);
            }
        }
        return Float.parseFloat(string(text, from, to));
    }

    /**
     * Returns the float nearest to mantissa · 10^scale for the most common magnitudes, and NaN for
     * all others.
     *
     * @param mantissa at least 0
     * @param scale 0 to −22
     */
    static float quick(long mantissa, int scale) {
        if (mantissa == 0) {
            return 0;
        }
        if (mantissa <= EXACT) {
            double value = mantissa / POWERS[-scale];
            // One operation on exact operands gives the nearest double. Rounding it to float gives
            // the nearest float, unless the double lies halfway between two floats or in the
            // subnormal range.
            boolean halfway = (Double.doubleToRawLongBits(value) & 0x1FFF_FFFF) == 0x1000_0000;
            if (!halfway && value >= Float.MIN_NORMAL && value < Float.MAX_VALUE) {
                return (float) value;
            }
        }
        return Float.NaN;
    }

    /** Returns the bits of the nearest float, or {@link #UNSURE}. */
    private static int round(long mantissa, int scale) {
        if (mantissa == 0) {
            return 0;
        }
        if (scale >= -22 && scale <= 0) {
            float quick = quick(mantissa, scale);
            if (!Float.isNaN(quick)) {
                return Float.floatToRawIntBits(quick);
            }
        }
        return PowersOfTen.round(mantissa, scale);
    }

    /**
     * Parses an exponent including its letter e. The result is clipped far beyond the range of
     * floats, so that adding the number of digits cannot overflow.
     */
    private static int exponent(byte[] text, int at, int from, int to) {
        int i = at;
        if (text[i] != 'e' && text[i] != 'E') {
            throw new NumberFormatException(string(text, from, to));
        }
        i++;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        if (i == to) {
            throw new NumberFormatException(string(text, from, to));
        }
        int value = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(string(text, from, to));
            }
            value = Math.min(100_000, 10 * value + digit);
        }
        return negative ? -value : value;
    }

    private static float special(byte[] text, int from, int to) {
        return switch (string(text, from, to).toLowerCase(Locale.ROOT)) {
            case "nan", "+nan", "-nan" -> Float.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Float.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(string(text, from, to));
        };
    }

    private static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }

    /**
     * The 64 most significant bits of 10^q and its binary exponent, for every q that can yield a
     * finite, non-zero float.
     */
    private static final class PowersOfTen {
        /** With 18 digits, a smaller power gives less than half of the smallest float. */
        private static final int MIN_EXPONENT = -64;

        private static final int MAX_EXPONENT = 38;
        private static final long[] SIGNIFICANT = new long[MAX_EXPONENT - MIN_EXPONENT + 1];
        private static final int[] EXPONENT = new int[MAX_EXPONENT - MIN_EXPONENT + 1];

        static {
            for (int q = MIN_EXPONENT; q <= MAX_EXPONENT; q++) {
                BigInteger power = BigInteger.TEN.pow(Math.abs(q));
                int shift = 64 - power.bitLength();
                if (q < 0) {
                    // 2^(length + 63) / 10^|q| has 64 bits. It would have 65 if 10^|q| were a power
                    // of two, which it never is.
                    shift = power.bitLength() + 63;
                    power = BigInteger.ONE.shiftLeft(shift).divide(power);
                } else {
                    power = power.shiftLeft(shift);
                }
                SIGNIFICANT[q - MIN_EXPONENT] = power.longValue();
                EXPONENT[q - MIN_EXPONENT] = -shift;
            }
        }

        /**
         * Rounds mantissa · 10^scale. The product lies in an interval of width two around 64 bits:
         * truncating the power and truncating the product lose less than one each. Rounding is
         * monotone, so if both ends round to the same float, that float is correct.
         */
        static int round(long mantissa, int scale) {
            if (scale < MIN_EXPONENT) {
                return 0;
            }
            if (scale > MAX_EXPONENT) {
                return Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
            }
            int zeros = Long.numberOfLeadingZeros(mantissa);
            long high = Math.unsignedMultiplyHigh(mantissa << zeros, SIGNIFICANT[scale - MIN_EXPONENT]);
            if (Long.compareUnsigned(high, -3) > 0) {
                return UNSURE;
            }
            int exponent = EXPONENT[scale - MIN_EXPONENT] + 64 - zeros;
            int below = nearest(high, exponent);
            return below == nearest(high + 2, exponent) ? below : UNSURE;
        }

        /**
         * Returns the bits of the float nearest to significand · 2^exponent, ties to even. The
         * significand is unsigned and at least 2^62.
         */
        private static int nearest(long significand, int exponent) {
            int bits = 64 - Long.numberOfLeadingZeros(significand);
            // Normal floats have 24 bits of precision; subnormal floats have no bits below 2^-149.
            int shift = Math.max(bits - 24, -149 - exponent);
            if (shift >= 64) {
                return shift > 64 || significand >= 0 || significand == Long.MIN_VALUE ? 0 : 1;
            }
            long kept = significand >>> shift;
            long rest = significand & ((1L << shift) - 1);
            long half = 1L << (shift - 1);
            if (Long.compareUnsigned(rest, half) > 0 || (rest == half && (kept & 1) == 1)) {
                kept++;
            }
            return Float.floatToRawIntBits(Math.scalb((float) kept, exponent + shift));
        }
    }
}
