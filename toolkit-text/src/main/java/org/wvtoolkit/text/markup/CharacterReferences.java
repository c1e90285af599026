package org.wvtoolkit.text.markup;

import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.Entities;
import org.wvtoolkit.extension.MissingLibraryException;

/** Decoder of the named and numeric character references of XML and HTML. */
public final class CharacterReferences {
    /** Maximum length of a reference: {@code CounterClockwiseContourIntegral} with its delimiters. */
    private static final int MAX_LENGTH = 34;

    /** Result of {@link #decode} for an ampersand that does not begin a reference. */
    public static final int NONE = -1;

    private CharacterReferences() {}

    /** Receives the one or, rarely, two characters that a reference represents. */
    @FunctionalInterface
    public interface Target {
        void character(int codePoint);
    }

    /**
     * Decodes a reference.
     *
     * @param bytes contains the text
     * @param at index of the ampersand
     * @param to the end of the text, exclusive
     * @param target receives the characters of the reference
     * @return index of the byte after the reference, or {@link #NONE} if there is no reference
     */
    public static int decode(byte[] bytes, int at, int to, Target target) {
        int end = at + 1;
        int limit = Math.min(to, at + MAX_LENGTH);
        while (end < limit && bytes[end] != ';') {
            byte b = bytes[end];
            if ((b < '0' && b != '#') || b > 'z' || b == '<') {
                return NONE;
            }
            end++;
        }
        if (end >= limit || end == at + 1) {
            return NONE;
        }
        return (bytes[at + 1] == '#' ? number(bytes, at + 2, end, target) : name(bytes, at + 1, end, target))
                ? end + 1
                : NONE;
    }

    /**
     * Replaces every reference by the characters that it represents, in place. A reference whose
     * characters need more bytes than the reference itself is kept.
     *
     * @param bytes contains the text, in UTF-8
     * @param from index of the first byte of the text
     * @param to the end of the text, exclusive
     * @return the new end of the text, at most {@code to}
     */
    public static int decodeInPlace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '&') {
            at++;
        }
        if (at == to) {
            return to;
        }
        ByteText characters = new ByteText();
        int kept = at;
        while (at < to) {
            if (bytes[at] == '&') {
                characters.clear();
                int end = decode(bytes, at, to, characters::appendCodePoint);
                if (end != NONE && characters.length() <= end - at) {
                    System.arraycopy(characters.bytes(), 0, bytes, kept, characters.length());
                    kept += characters.length();
                    at = end;
                    continue;
                }
            }
            bytes[kept++] = bytes[at++];
        }
        return kept;
    }

    private static boolean number(byte[] bytes, int from, int to, Target target) {
        boolean hexadecimal = from < to && (bytes[from] | 0x20) == 'x';
        int codePoint = 0;
        int at = hexadecimal ? from + 1 : from;
        if (at == to) {
            return false;
        }
        for (; at < to; at++) {
            int digit = Character.digit(bytes[at], hexadecimal ? 16 : 10);
            if (digit < 0) {
                return false;
            }
            codePoint = Math.min(Character.MAX_CODE_POINT + 1, codePoint * (hexadecimal ? 16 : 10) + digit);
        }
        target.character(codePoint);
        return true;
    }

    private static boolean name(byte[] bytes, int from, int to, Target target) {
        String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        switch (name) {
            case "lt" -> target.character('<');
            case "gt" -> target.character('>');
            case "amp" -> target.character('&');
            case "quot" -> target.character('"');
            case "apos" -> target.character('\'');
            case "nbsp" -> target.character(0xA0);
            default -> {
                String characters = MissingLibraryException.using(
                        "the character reference &" + name + ";", "org.jsoup:jsoup", () -> Entities.getByName(name));
                characters.codePoints().forEach(target::character);
                return !characters.isEmpty();
            }
        }
        return true;
    }
}
