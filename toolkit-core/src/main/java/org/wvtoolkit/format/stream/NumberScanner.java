package org.wvtoolkit.format.stream;

import java.nio.charset.StandardCharsets;

/**
 * Sequential reader of whitespace-separated decimal numbers in lines of text. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class NumberScanner {
    /** Number of digits, leading zeros included, that cannot overflow a {@code long}. */
    private static final int QUICK_DIGITS = 18;

    private final byte[] text;
    private final int limit;
    private int position;

    /**
     * Creates a scanner over an array.
     *
     * @param text contains a line feed at index {@code limit}, so that no number extends beyond it
     * @param limit the end of the text
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

    /** Moves to the next number of the current line. Returns false if the line ends first. */
    public boolean hasNext() {
        byte b = text[position];
        while (b == ' ' || b == '\t' || b == '\r') {
            b = text[++position];
        }
        return b != '\n';
    }

    /**
     * Parses the number that {@link #hasNext} moved to.
     *
     * @throws NumberFormatException if it is not a number; the position is then unchanged
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
            float value = DecimalParser.quick(mantissa, -fraction);
            if (!Float.isNaN(value)) {
                position = i;
                return negative ? -value : value;
            }
        }
        return slowly();
    }

    private float slowly() {
        int end = end();
        if (end - position > DecimalParser.MAX_LENGTH) {
            throw new NumberFormatException();
        }
        float value = DecimalParser.parse(text, position, end);
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

    /** Describes the invalid text at the current position, for error messages. */
    public String problem() {
        int length = end() - position;
        return length > DecimalParser.MAX_LENGTH
                ? "has more than " + DecimalParser.MAX_LENGTH + " digits"
                : "is not a number: \"" + new String(text, position, Math.min(length, 40), StandardCharsets.UTF_8)
                        + (length > 40 ? "…" : "") + "\"";
    }
}
