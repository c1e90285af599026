package org.wvtoolkit.format.stream;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads numbers in decimal: the nearest float, ties to even, bit for bit what {@link Float#parseFloat} gives.
 *
 * <p>Three ways, the quickest that is exact. Up to 15 digits and small exponents: one operation on doubles that hold both sides
 * exactly (Clinger 1990), rounded once more where that cannot matter. Up to 19 digits: 64 bits of the digits times 64 bits of the
 * power of ten, as a lower and an upper bound, which nearly always round to the same float (after Lemire 2021). Else the JDK.
 */
public final class Decimals {
    /** A longer number than this is a sign of damage. */
    public static final int MAX_LENGTH = 1000;

    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;

    /** As many digits fit into 63 bits. */
    private static final int DIGITS_OF_LONG = 18;

    /** Tells that neither quick way is sure. No number in decimal is read as this pattern of NaN. */
    private static final int UNSURE = 0x7FFF_FFFF;

    private Decimals() {}

    /**
     * Reads a number.
     *
     * @param text holds it, ASCII
     * @param from its first byte
     * @param to the byte behind it
     * @return the nearest float; NaN or infinite where it says so
     * @throws NumberFormatException if it is not a number
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
     * The float nearest to mantissa · 10^scale, for the commonest sizes; NaN for all others.
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
            // One operation on exact numbers: the nearest double. Rounded once more it is the nearest float, unless it
            // lies halfway between two or among the subnormal ones.
            boolean halfway = (Double.doubleToRawLongBits(value) & 0x1FFF_FFFF) == 0x1000_0000;
            if (!halfway && value >= Float.MIN_NORMAL && value < Float.MAX_VALUE) {
                return (float) value;
            }
        }
        return Float.NaN;
    }

    /** The bits of the nearest float, or {@link #UNSURE}. */
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

    /** An exponent, e and all; clipped far beyond what floats hold, so that no count of digits overflows it. */
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

    /** 10^q as the 64 most significant bits of its binary value, for every q that a float can come of. */
    private static final class PowersOfTen {
        /** With 18 digits, anything below is less than half the smallest float. */
        private static final int LEAST = -64;

        private static final int MOST = 38;
        private static final long[] SIGNIFICANT = new long[MOST - LEAST + 1];
        private static final int[] EXPONENT = new int[MOST - LEAST + 1];

        static {
            for (int q = LEAST; q <= MOST; q++) {
                BigInteger power = BigInteger.TEN.pow(Math.abs(q));
                int shift = 64 - power.bitLength();
                if (q < 0) {
                    // 2^(length + 63) / 10^|q| has 64 bits, or 65 where the power is itself one of two, which none is.
                    shift = power.bitLength() + 63;
                    power = BigInteger.ONE.shiftLeft(shift).divide(power);
                } else {
                    power = power.shiftLeft(shift);
                }
                SIGNIFICANT[q - LEAST] = power.longValue();
                EXPONENT[q - LEAST] = -shift;
            }
        }

        /**
         * The product lies in an interval of width two around 64 bits: cutting the power off loses less than one of them, cutting
         * off the product less than another. Rounding is monotone, so where both ends give one float it is the right one.
         */
        static int round(long mantissa, int scale) {
            if (scale < LEAST) {
                return 0;
            }
            if (scale > MOST) {
                return Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
            }
            int zeros = Long.numberOfLeadingZeros(mantissa);
            long high = Math.unsignedMultiplyHigh(mantissa << zeros, SIGNIFICANT[scale - LEAST]);
            if (Long.compareUnsigned(high, -3) > 0) {
                return UNSURE;
            }
            int exponent = EXPONENT[scale - LEAST] + 64 - zeros;
            int below = nearest(high, exponent);
            return below == nearest(high + 2, exponent) ? below : UNSURE;
        }

        /** The bits of the float nearest to an unsigned number of at least 2^62 times a power of two, ties to even. */
        private static int nearest(long significand, int exponent) {
            int bits = 64 - Long.numberOfLeadingZeros(significand);
            // Normal floats have 24 bits; a subnormal one has none below 2^-149.
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
