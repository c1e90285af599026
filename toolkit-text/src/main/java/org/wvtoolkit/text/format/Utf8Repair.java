package org.wvtoolkit.text.format;

import java.util.Arrays;

/**
 * Makes valid UTF-8 of whatever bytes there are: each malformed sequence becomes one U+FFFD and is counted. A sequence goes as
 * far as its bytes could still begin a character (Unicode's recommended practice, and what Java's own decoder does).
 *
 * <p>Confined to one thread.
 */
public final class Utf8Repair {
    private byte[] repaired = new byte[0];
    private int repairedLength;
    private long malformed;

    /** Makes the means of one thread to repair. */
    public Utf8Repair() {}

    /**
     * Repairs a text.
     *
     * @param text any bytes; left as they are
     * @return {@code text} itself if all is well, else its repaired copy
     */
    public byte[] repaired(byte[] text) {
        long before = malformed;
        byte[] whole = repair(Arrays.copyOf(text, text.length + TextBlock.PADDING), text.length);
        return malformed == before ? text : Arrays.copyOf(whole, repairedLength);
    }

    /** Malformed sequences so far. */
    public long malformed() {
        return malformed;
    }

    /** Repairs the text of a block. */
    public void repair(TextBlock block) {
        long before = malformed;
        byte[] whole = repair(block.bytes(), block.length());
        if (malformed > before) {
            block.setText(whole, repairedLength);
        }
    }

    /**
     * Repairs a text.
     *
     * @param bytes the text, followed by padding
     * @param length its bytes
     * @return {@code bytes} itself if all is well, else an array of this object's, padded likewise
     */
    private byte[] repair(byte[] bytes, int length) {
        int at = validPrefix(bytes, 0, length);
        if (at == length) {
            repairedLength = length;
            return bytes;
        }
        // A byte becomes three at most.
        if (repaired.length < 3 * length + TextBlock.PADDING) {
            repaired = new byte[3 * length + TextBlock.PADDING];
        }
        int from = 0;
        int to = 0;
        while (true) {
            System.arraycopy(bytes, from, repaired, to, at - from);
            to += at - from;
            if (at == length) {
                break;
            }
            repaired[to++] = (byte) 0xEF;
            repaired[to++] = (byte) 0xBF;
            repaired[to++] = (byte) 0xBD;
            malformed++;
            from = at - sequence(bytes, at, length);
            at = validPrefix(bytes, from, length);
        }
        repairedLength = to;
        return repaired;
    }

    /** Where the first malformed sequence begins at or after {@code from}, or {@code length}. */
    private static int validPrefix(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length) {
            if (bytes[at] >= 0) {
                at++;
                while (at + Long.BYTES <= length && LongBytes.areAscii(LongBytes.at(bytes, at))) {
                    at += Long.BYTES;
                }
            } else {
                int sequence = sequence(bytes, at, length);
                if (sequence < 0) {
                    return at;
                }
                at += sequence;
            }
        }
        return length;
    }

    /**
     * The sequence at a place that is not ASCII. Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above
     * U+10FFFF.
     *
     * @param bytes hold it
     * @param at where it begins
     * @param length where the bytes end
     * @return its bytes if it is a character, else the bytes that are malformed, negated
     */
    public static int sequence(byte[] bytes, int at, int length) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int expected = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        for (int i = 1; i < expected; i++) {
            if (at + i >= length) {
                return -i;
            }
            int next = bytes[at + i] & 0xFF;
            if (next < least || next > most) {
                return -i;
            }
            least = 0x80;
            most = 0xBF;
        }
        return expected;
    }
}
