package org.wvtoolkit.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.WordsAndDimension;

/**
 * How a file begins, by which its format is recognised.
 *
 * @param path the file, for formats that have another beside it
 * @param bytes its first bytes, {@link #LENGTH} of them or all; unpacked if it is compressed; not copied
 * @param compressed whether it is packed by gzip
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, handed from one place to another
public record FilePrefix(Path path, byte[] bytes, boolean compressed) {
    /** Bytes of a file's begin that are looked at. */
    public static final int LENGTH = 1024;

    /** Bytes after a word that must look like numbers for a file to be text; chance lets through one float in 2^80. */
    private static final int NUMBERS = 24;

    /**
     * Reads the begin of a file.
     *
     * @param path a file
     * @return its head
     * @throws IOException if there is no such file, or it cannot be read
     */
    static FilePrefix of(Path path) throws IOException {
        InputFile.check(path);
        byte[] head;
        try (InputStream in = Files.newInputStream(path)) {
            head = in.readNBytes(LENGTH);
        }
        return isGzip(head) ? new FilePrefix(path, unpacked(path), true) : new FilePrefix(path, head, false);
    }

    private static boolean isGzip(byte[] head) {
        return head.length > 2 && head[0] == 0x1F && head[1] == (byte) 0x8B && head[2] == 8;
    }

    private static byte[] unpacked(Path path) throws IOException {
        byte[] head = new byte[LENGTH];
        int length = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 12)) {
            for (int read = in.read(head); read > 0; read = in.read(head, length, LENGTH - length)) {
                length += read;
            }
        } catch (EOFException | ZipException damaged) {
            // What came before says of which format it is; whoever reads on says what is wrong.
        }
        return Arrays.copyOf(head, length);
    }

    /** Whether the first line is two whole numbers. */
    boolean hasClaim() {
        return line(0).strip().matches("(" + WordsAndDimension.BYTE_ORDER_MARK + ")?[0-9]+[ \t]+[0-9]+");
    }

    /** Bytes without a control character from which on a file cannot be binary: chance lets through one in 10^3. */
    private static final int TEXT_BYTES = 64;

    /**
     * Returns whether what follows the first line is text. Values in binary hold control characters, most of them within a few bytes; of a
     * very short file, whether it is exactly as long as its first line says decides.
     */
    boolean isTextAfterFirstLine() {
        if (secondLineIsText()) {
            return true;
        }
        int from = Math.min(bytes.length, line(0).length() + 1);
        for (int i = from; i < bytes.length; i++) {
            int b = bytes[i] & 0xFF;
            if ((b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') || b == 0x7F) {
                return false;
            }
        }
        return bytes.length - from >= TEXT_BYTES || !isWholeBinary(from);
    }

    /** Returns whether the rest is as many words and vectors in binary as the first line says, and nothing else. */
    private boolean isWholeBinary(int from) {
        String[] claim = line(0).strip().split("[ \t]+", -1);
        if (claim[0].length() > 4 || claim[1].length() > 4) {
            return false;
        }
        int words = Integer.parseInt(claim[0].replaceFirst("^" + WordsAndDimension.BYTE_ORDER_MARK, ""));
        int vectorBytes = Float.BYTES * Integer.parseInt(claim[1]);
        int at = from;
        for (int word = 0; word < words; word++) {
            while (at < bytes.length && bytes[at] != ' ') {
                at++;
            }
            int values = at + 1;
            at = values + vectorBytes;
            if (at > bytes.length || looksLikeNumbers(values, at)) {
                return false;
            }
            at += at < bytes.length && bytes[at] == '\n' ? 1 : 0;
        }
        return at == bytes.length;
    }

    /** Returns whether bytes are those of numbers in some notation, which by chance may be as many as values in binary take. */
    private boolean looksLikeNumbers(int from, int to) {
        for (int i = from; i < to; i++) {
            if ("0123456789+-.,;:eExXpPaAfFnNiI[]() \t\r\n".indexOf(bytes[i]) < 0) {
                return false;
            }
        }
        return from < to;
    }

    /** Whether the second line is a word and as many numbers as the first line claims, or there is none. */
    boolean secondLineIsText() {
        String first = line(0);
        String[] claim = first.strip().split("[ \t]+", -1);
        int dimension = claim[1].length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(claim[1]);
        return first.length() + 1 >= bytes.length || isRow(first.length() + 1, dimension);
    }

    /** Whether the first line is a word and numbers in decimal. */
    boolean firstLineIsText() {
        return bytes.length > 0 && line(0).strip().matches("(?s).+[ \t].+") && isRow(0, 1);
    }

    /** Returns whether the first line holds a tab. */
    boolean firstLineHasTab() {
        return line(0).indexOf('\t') >= 0;
    }

    /** Whether the first line is nothing but numbers, set apart by tabs, or a single number. */
    boolean firstLineIsNumbers() {
        return withoutMark(line(0)).strip().matches("[-+0-9.eE]+(\t[-+0-9.eE]+)*\t?[-+0-9.eE]*");
    }

    /** Whether a line ends in so many numbers; of one that goes on beyond the head, whether its last bytes look like some. */
    private boolean isRow(int from, int dimension) {
        int end = from + line(from).length();
        if (end == bytes.length && bytes.length == LENGTH && end - from > NUMBERS) {
            for (int i = end - NUMBERS; i < end; i++) {
                if ("0123456789+-.eE naifNAIFty\t".indexOf(bytes[i]) < 0) {
                    return false;
                }
            }
            return true;
        }
        int numbers = TextVectorTable.trailingNumbers(Arrays.copyOfRange(bytes, from, end), end - from, false);
        return numbers >= dimension;
    }

    private static String withoutMark(String line) {
        String mark = WordsAndDimension.BYTE_ORDER_MARK;
        return line.startsWith(mark) ? line.substring(mark.length()) : line;
    }

    private String line(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
