package org.wvtoolkit.text.markup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Growable buffer of UTF-8 text. It is reused to avoid allocations. Not thread-safe. */
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

    /** Returns the last byte, or a line feed if the text is empty. */
    public byte last() {
        return length == 0 ? (byte) '\n' : bytes[length - 1];
    }

    public void clear() {
        length = 0;
    }

    /** Shortens the text to the given number of bytes. */
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

    /** Appends a character. An invalid code point and NUL, which is no text, become U+FFFD, as in HTML. */
    public void appendCodePoint(int codePoint) {
        boolean isCharacter = codePoint != 0
                && Character.isValidCodePoint(codePoint)
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

    /** Returns a part of the text as a string. */
    public String string(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns whether the bytes in {@code [at, to)} begin with a string. */
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

    /**
     * Returns whether the bytes in {@code [at, to)} begin with a lower-case string, ignoring the
     * case of ASCII letters.
     */
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

    /** Converts an ASCII letter to lower case. Other bytes are returned unchanged. */
    public static byte lowerCase(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    /** Returns the first index of a string in {@code [from, to)}, or −1. */
    public static int indexOf(byte[] bytes, int from, int to, String ascii) {
        byte first = (byte) ascii.charAt(0);
        for (int at = from; at <= to - ascii.length(); at++) {
            if (bytes[at] == first && startsWith(bytes, at, to, ascii)) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the last index of a string in {@code [from, to)}, or −1. */
    public static int lastIndexOf(byte[] bytes, int from, int to, String ascii) {
        for (int at = to - ascii.length(); at >= from; at--) {
            if (startsWith(bytes, at, to, ascii)) {
                return at;
            }
        }
        return -1;
    }
}
