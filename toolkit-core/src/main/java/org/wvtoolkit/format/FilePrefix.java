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
import org.wvtoolkit.format.stream.VectorFileHeader;

/**
 * The first bytes of a file, from which its format is detected.
 *
 * @param path the file, for formats that use a companion file
 * @param bytes the first {@link #LENGTH} bytes, or the whole file if it is shorter; decompressed if
 *     the file is compressed; not copied
 * @param compressed whether the file is compressed with gzip
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, passed between methods
public record FilePrefix(Path path, byte[] bytes, boolean compressed) {
    /** Number of bytes inspected. */
    public static final int LENGTH = 1024;

    /**
     * Number of bytes after a word that must look like numbers for a file to count as text. Random
     * float bytes pass with a probability of about 2^-80.
     */
    private static final int NUMBERS = 24;

    /**
     * Reads the beginning of a file.
     *
     * @param path a file
     * @return its first bytes
     * @throws IOException if the file does not exist or cannot be read
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
            // The bytes before the damage suffice to detect the format; the reader of the whole
            // file reports the damage.
        }
        return Arrays.copyOf(head, length);
    }

    /** Returns whether the first line consists of two integers. */
    boolean hasHeaderLine() {
        return line(0).strip().matches("(" + VectorFileHeader.BYTE_ORDER_MARK + ")?[0-9]+[ \t]+[0-9]+");
    }

    /**
     * Number of bytes without a control character after which a file is not binary; random bytes
     * pass with a probability of about 10^-3.
     */
    private static final int TEXT_BYTES = 64;

    /**
     * Returns whether the content after the first line is text. Binary values contain control
     * characters, usually within a few bytes. A very short file is binary if its length matches its
     * first line exactly.
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

    /**
     * Returns whether the rest of the file consists exactly of the binary words and vectors that
     * the first line declares.
     */
    private boolean isWholeBinary(int from) {
        String[] header = line(0).strip().split("[ \t]+", -1);
        if (header[0].length() > 4 || header[1].length() > 4) {
            return false;
        }
        int words = Integer.parseInt(header[0].replaceFirst("^" + VectorFileHeader.BYTE_ORDER_MARK, ""));
        int vectorBytes = Float.BYTES * Integer.parseInt(header[1]);
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

    /** Returns whether bytes look like numbers, which may by chance have the length of binary values. */
    private boolean looksLikeNumbers(int from, int to) {
        for (int i = from; i < to; i++) {
            if ("0123456789+-.,;:eExXpPaAfFnNiI[]() \t\r\n".indexOf(bytes[i]) < 0) {
                return false;
            }
        }
        return from < to;
    }

    /**
     * Returns whether the second line is a word followed by the declared number of values, or there
     * is no second line.
     */
    boolean secondLineIsText() {
        String first = line(0);
        String[] header = first.strip().split("[ \t]+", -1);
        int dimension = header[1].length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(header[1]);
        return first.length() + 1 >= bytes.length || isRow(first.length() + 1, dimension);
    }

    /** Returns whether the first line is a word followed by decimal numbers. */
    boolean firstLineIsText() {
        return bytes.length > 0 && line(0).strip().matches("(?s).+[ \t].+") && isRow(0, 1);
    }

    /** Returns whether the first line contains a tab. */
    boolean firstLineHasTab() {
        return line(0).indexOf('\t') >= 0;
    }

    /** Returns whether the first line consists of tab-separated numbers only, or of one number. */
    boolean firstLineIsNumbers() {
        return withoutMark(line(0)).strip().matches("[-+0-9.eE]+(\t[-+0-9.eE]+)*\t?[-+0-9.eE]*");
    }

    /**
     * Returns whether a line ends in the given number of values. For a line that exceeds the
     * prefix, returns whether its last bytes look like numbers.
     */
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
        String mark = VectorFileHeader.BYTE_ORDER_MARK;
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
