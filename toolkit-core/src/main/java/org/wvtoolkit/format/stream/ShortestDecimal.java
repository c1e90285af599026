package org.wvtoolkit.format.stream;

import java.nio.charset.StandardCharsets;

/**
 * Formatter that writes a float with the fewest decimal digits that identify it, and among those
 * the nearest value.
 *
 * <p>From 1e-4 to 2^24 it uses exact integer arithmetic. A float is c·2^q with c below 2^24. Scaled
 * by 10^p to nine digits before the decimal point it is c·5^p·2^(p+q), and 5^p has at most 28 bits,
 * so the number and the ends of its rounding interval fit into a {@code long}. Every integer in
 * that interval parses back to the same float; those with the most trailing zeros are the shortest.
 * Other magnitudes are rare among vectors and use {@link Float#toString}, which finds the same
 * digits.
 *
 * <p>Not part of the public API.
 */
public final class ShortestDecimal {
    /** Maximum number of bytes, for example of -1.17549435E-38. */
    public static final int MAX_LENGTH = 16;

    private static final float MIN_POSITIONAL = 1e-4f;
    private static final float BEYOND = 1 << 24;
    private static final int DIGITS = 9;
    private static final long[] POWERS_OF_FIVE = new long[DIGITS + 4];
    private static final int[] POWERS_OF_TEN = new int[DIGITS + 1];

    static {
        POWERS_OF_FIVE[0] = 1;
        for (int i = 1; i < POWERS_OF_FIVE.length; i++) {
            POWERS_OF_FIVE[i] = 5 * POWERS_OF_FIVE[i - 1];
        }
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
        }
    }

    private ShortestDecimal() {}

    /**
     * Writes a float.
     *
     * @param value a finite value
     * @param target receives at most {@value #MAX_LENGTH} bytes
     * @param at index of the first byte to write
     * @return the index after the last byte written
     */
    public static int write(float value, byte[] target, int at) {
        float absolute = Math.abs(value);
        if (absolute == 0) {
            return copy(value == 0 && Float.floatToRawIntBits(value) < 0 ? "-0" : "0", target, at);
        }
        if (!(absolute >= MIN_POSITIONAL && absolute < BEYOND)) {
            return copy(Float.toString(value), target, at);
        }
        int i = at;
        if (value < 0) {
            target[i++] = '-';
        }
        return writeQuickly(absolute, target, i);
    }

    private static int copy(String text, byte[] target, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    private static int writeQuickly(float absolute, byte[] target, int at) {
        int bits = Float.floatToRawIntBits(absolute);
        long c = (bits & 0x7F_FFFF) | 0x80_0000;
        int q = (bits >>> 23) - 150;
        int p = scale(absolute);
        long five = POWERS_OF_FIVE[p];
        // All values below are in units of a quarter of 2^(p+q): half the gap to a neighbour may
        // itself be halved, because floats below a power of two are twice as dense.
        int shift = 2 - p - q;
        long number = 4 * c * five;
        boolean closer = c == 0x80_0000;
        long low = number - (closer ? five : 2 * five);
        long high = number + 2 * five;
        // An end of the interval parses to this float only if ties round to it, that is, if c is
        // even.
        long open = c & 1;
        long unit = 1L << shift;
        long first = (low + open + unit - 1) >> shift;
        long last = (high - open) >> shift;
        int zeros = 0;
        while (true) {
            long nextFirst = (first + 9) / 10;
            long nextLast = last / 10;
            if (nextFirst > nextLast) {
                break;
            }
            first = nextFirst;
            last = nextLast;
            zeros++;
        }
        long digits = first;
        if (first != last) {
            long step = (long) POWERS_OF_TEN[zeros] << shift;
            long nearest = number / step;
            long rest = number - nearest * step;
            // Ties go to the even number, as in Float.toString.
            if (2 * rest > step || (2 * rest == step && (nearest & 1) == 1)) {
                nearest++;
            }
            digits = Math.max(first, Math.min(last, nearest));
        }
        return layOut((int) digits, p - zeros, target, at);
    }

    /**
     * Returns the power of ten that scales the value to nine digits. Occasionally the result has
     * eight or ten, which is harmless.
     */
    private static int scale(float absolute) {
        if (absolute < 1) {
            return absolute < 1e-2f ? absolute < 1e-3f ? 12 : 11 : absolute < 1e-1f ? 10 : 9;
        }
        int p = 8;
        for (float bound = 10; absolute >= bound; bound *= 10) {
            p--;
        }
        return p;
    }

    /** Writes digits · 10^−decimals. */
    private static int layOut(int digits, int decimals, byte[] target, int at) {
        int i = at;
        if (decimals <= 0) {
            return writeWhole(digits * POWERS_OF_TEN[-decimals], target, i);
        }
        int length = length(digits);
        if (length > decimals) {
            int power = POWERS_OF_TEN[decimals];
            i = writeWhole(digits / power, target, i);
            target[i++] = '.';
            return writeDigits(digits % power, decimals, target, i);
        }
        target[i++] = '0';
        target[i++] = '.';
        return writeDigits(digits, decimals, target, i);
    }

    private static int writeWhole(int value, byte[] target, int at) {
        return writeDigits(value, length(value), target, at);
    }

    private static int writeDigits(int value, int count, byte[] target, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            int tenth = rest / 10;
            target[i] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        return at + count;
    }

    private static int length(int value) {
        int length = 1;
        while (length < POWERS_OF_TEN.length && value >= POWERS_OF_TEN[length]) {
            length++;
        }
        return length;
    }
}
