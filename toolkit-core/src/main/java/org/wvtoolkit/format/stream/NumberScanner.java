package org.wvtoolkit.format.stream;

import java.nio.charset.StandardCharsets;

/** Reads numbers that stand in lines of text, one after the other. Confined to a thread. */
public final class NumberScanner {
    /** As many digits, leading zeros included, cannot overflow. */
    private static final int QUICK_DIGITS = 18;

    private final byte[] text;
    private final int limit;
    private int position;

    /**
     * Reads from an array.
     *
     * @param text has a line feed at {@code limit}, so that no number runs beyond it
     * @param limit the end
     */
    public NumberScanner(byte[] text, int limit) {
        this.text = text;
        this.limit = limit;
    }

    public void moveTo(int newPosition) {
        position = newPosition;
    }

    public int position() {
        return position;
    }

    /** Whether another number stands in this line; goes to it. */
    public boolean hasNext() {
        byte b = text[position];
        while (b == ' ' || b == '\t' || b == '\r') {
            b = text[++position];
        }
        return b != '\n';
    }

    /**
     * Reads the number that {@link #hasNext} went to.
     *
     * @throws NumberFormatException if it is not one; the position is still where it begins
     */
    public float next() {
        int i = position;
        boolean negative = text[i] == '-';
        if (negative) {
            i++;
        }
        long mantissa = 0;
        int begin = i;
        int digit = text[i] - '0';
        while (digit >= 0 && digit <= 9) {
            mantissa = 10 * mantissa + digit;
            digit = text[++i] - '0';
        }
        int digits = i - begin;
        int fraction = 0;
        if (text[i] == '.') {
            int point = i;
            digit = text[++i] - '0';
            while (digit >= 0 && digit <= 9) {
                mantissa = 10 * mantissa + digit;
                digit = text[++i] - '0';
            }
            fraction = i - point - 1;
            digits += fraction;
        }
        if (digits > 0 && digits <= QUICK_DIGITS && text[i] >= 0 && text[i] <= ' ') {
            float value = Decimals.quick(mantissa, -fraction);
            if (!Float.isNaN(value)) {
                position = i;
                return negative ? -value : value;
            }
        }
        return slowly();
    }

    private float slowly() {
        int end = end();
        if (end - position > Decimals.MAX_LENGTH) {
            throw new NumberFormatException();
        }
        float value = Decimals.parse(text, position, end);
        position = end;
        return value;
    }

    private int end() {
        int end = position;
        while (end < limit && text[end] != ' ' && text[end] != '\t' && text[end] != '\r' && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /** What stands where a number should be, for a message. */
    public String problem() {
        int length = end() - position;
        return length > Decimals.MAX_LENGTH
                ? "has more than " + Decimals.MAX_LENGTH + " digits"
                : "is not a number: \"" + new String(text, position, Math.min(length, 40), StandardCharsets.UTF_8)
                        + (length > 40 ? "…" : "") + "\"";
    }
}
