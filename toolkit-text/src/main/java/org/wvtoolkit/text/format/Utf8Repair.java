package org.wvtoolkit.text.format;

import java.util.Arrays;

/**
 * Replaces each malformed UTF-8 sequence by U+FFFD and counts it. A sequence extends as far as its
 * bytes can begin a character, as recommended by Unicode and implemented by Java's decoder. Not
 * thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Utf8Repair {
    private byte[] repaired = new byte[0];
    private int repairedLength;
    private long malformed;

    /** Creates an instance for one thread. */
    public Utf8Repair() {}

    /**
     * Repairs a text.
     *
     * @param text any bytes; not modified
     * @return {@code text} itself if it is valid, otherwise a repaired copy
     */
    public byte[] repaired(byte[] text) {
        long before = malformed;
        byte[] whole = repair(Arrays.copyOf(text, text.length + TextBlock.PADDING), text.length);
        return malformed == before ? text : Arrays.copyOf(whole, repairedLength);
    }

    /** Returns the number of malformed sequences so far. */
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
     * @param length the length of the text in bytes
     * @return {@code bytes} itself if it is valid, otherwise an array owned by this object, with
     *     padding
     */
    private byte[] repair(byte[] bytes, int length) {
        int at = validPrefix(bytes, 0, length);
        if (at == length) {
            repairedLength = length;
            return bytes;
        }
        // One byte becomes at most three.
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

    /** Returns the position of the first malformed sequence from {@code from} on, or {@code length}. */
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
     * Determines the sequence at a non-ASCII byte by table 3-7 of the Unicode standard: no overlong
     * forms, no surrogates, nothing above U+10FFFF.
     *
     * @param bytes the text
     * @param at the position of the byte
     * @param length the end of the text
     * @return the length of a valid character, or the negated length of a malformed sequence
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
