package org.wvtoolkit.text.markup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in UTF-8 that grows at its end and is cut there. Confined to one thread; kept from one use to the next. */
public final class ByteText {
    private byte[] bytes = new byte[1 << 12];
    private int length;

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte at(int index) {
        return bytes[index];
    }

    /** The last byte, or a line end if there is none. */
    public byte last() {
        return length == 0 ? (byte) '\n' : bytes[length - 1];
    }

    public void clear() {
        length = 0;
    }

    /** Drops what follows. */
    public void truncate(int to) {
        length = to;
    }

    public void append(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    public void append(byte[] from, int begin, int end) {
        int count = end - begin;
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(from, begin, bytes, length, count);
        length += count;
    }

    public void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        append(utf8, 0, utf8.length);
    }

    /** Appends a character; what is none becomes U+FFFD. */
    public void appendCodePoint(int codePoint) {
        boolean isCharacter = Character.isValidCodePoint(codePoint)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
        int c = isCharacter ? codePoint : 0xFFFD;
        if (c < 0x80) {
            append(c);
        } else if (c < 0x800) {
            append(0xC0 | c >> 6);
            append(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            append(0xE0 | c >> 12);
            append(0x80 | (c >> 6 & 0x3F));
            append(0x80 | (c & 0x3F));
        } else {
            append(0xF0 | c >> 18);
            append(0x80 | (c >> 12 & 0x3F));
            append(0x80 | (c >> 6 & 0x3F));
            append(0x80 | (c & 0x3F));
        }
    }

    /** A part as a string. */
    public String string(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether bytes begin so at a place. */
    public static boolean startsWith(byte[] bytes, int at, int to, String ascii) {
        if (to - at < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #startsWith}, in any case; the string is in lower case. */
    public static boolean startsWithIgnoringCase(byte[] bytes, int at, int to, String lowerCase) {
        if (to - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (lowerCase(bytes[at + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** An ASCII letter in lower case; anything else as it is. */
    public static byte lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** Where a string begins next, or −1. */
    public static int indexOf(byte[] bytes, int from, int to, String ascii) {
        byte first = (byte) ascii.charAt(0);
        for (int at = from; at <= to - ascii.length(); at++) {
            if (bytes[at] == first && startsWith(bytes, at, to, ascii)) {
                return at;
            }
        }
        return -1;
    }

    /** Where a string begins last in {@code [from, to)}, or −1. */
    public static int lastIndexOf(byte[] bytes, int from, int to, String ascii) {
        for (int at = to - ascii.length(); at >= from; at--) {
            if (startsWith(bytes, at, to, ascii)) {
                return at;
            }
        }
        return -1;
    }
}
