package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Number of words and dimension that a vector file declares. No memory is allocated on the basis of
 * these numbers alone.
 *
 * <p>Not part of the public API.
 *
 * @param words 0 to 2^31 − 17, or −1 if the file does not declare it
 * @param dimension 1 to 2^31 − 17
 * @param dataBegin offset of the first word
 */
public record VectorFileHeader(int words, int dimension, long dataBegin) {
    private static final int MAX_COUNT = Integer.MAX_VALUE - 16;

    /** Maximum length of the first line, far more than two numbers need. */
    private static final int MAX_LINE = 100;

    private static final int MAX_DIGITS = 10;

    /**
     * The UTF-8 byte order mark that some editors write at the beginning of a file, one character
     * per byte.
     */
    public static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Returns whether the file declares its number of words. */
    public boolean declaresWordCount() {
        return words >= 0;
    }

    /** Returns the offset of the text: after the byte order mark, or 0 if there is none. */
    public static long afterByteOrderMark(InputFile file) throws IOException {
        byte[] head = new byte[BYTE_ORDER_MARK.length()];
        int length = file.read(0, head, 0, head.length);
        return new String(head, 0, length, StandardCharsets.ISO_8859_1).equals(BYTE_ORDER_MARK) ? head.length : 0;
    }

    /** Returns the offset of the first line that is not blank, within the length of a header line. */
    private static long afterBlankLines(InputFile file) throws IOException {
        byte[] head = new byte[MAX_LINE];
        int length = file.read(0, head, 0, MAX_LINE);
        int begin = 0;
        for (int i = 0; i < length && (LineScanner.isSpace(head[i]) || head[i] == '\n'); i++) {
            begin = head[i] == '\n' ? i + 1 : begin;
        }
        return begin;
    }

    /** Reads the header line of a word2vec file: two decimal numbers. */
    public static VectorFileHeader read(InputFile file) throws IOException {
        long begin = afterBlankLines(file);
        byte[] head = new byte[MAX_LINE];
        int length = file.read(begin, head, 0, MAX_LINE);
        int end = 0;
        while (end < length && head[end] != '\n') {
            end++;
        }
        if (end == length) {
            throw file.malformed(length, "the first line is not \"WORDS DIMENSION\"");
        }
        String line = new String(head, 0, end, StandardCharsets.ISO_8859_1);
        String[] numbers = (line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line)
                .strip()
                .split("[ \t]+", -1);
        if (numbers.length != 2) {
            throw file.malformed(0, "the first line is not \"WORDS DIMENSION\"");
        }
        int words = number(file, numbers[0], "number of words");
        int dimension = number(file, numbers[1], "dimension");
        if (dimension == 0) {
            throw file.malformed(0, "declares a dimension of 0");
        }
        return new VectorFileHeader(words, dimension, begin + end + 1L);
    }

    private static int number(InputFile file, String text, String what) throws MalformedFileException {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw file.malformed(0, "the " + what + " in the first line is not a whole number: \"" + text + "\"");
        }
        if (text.length() > MAX_DIGITS || Long.parseLong(text) > MAX_COUNT) {
            throw file.malformed(0, "declares a " + what + " of " + text + ", above " + MAX_COUNT);
        }
        return Integer.parseInt(text);
    }

    /** Rejects a header that declares more rows than the rest of the file can hold. */
    public void checkFileSize(InputFile file, long minBytesOfRow) throws MalformedFileException {
        long rest = file.size() - dataBegin;
        // Neither factor reaches 2^35, so the product cannot overflow.
        if (words > 0 && minBytesOfRow > (rest + 1) / words) {
            throw file.malformed(
                    dataBegin,
                    "declares " + words + " vectors of dimension " + dimension + ", which need at least "
                            + minBytesOfRow + " bytes each, but only " + rest + " bytes follow");
        }
    }
}
