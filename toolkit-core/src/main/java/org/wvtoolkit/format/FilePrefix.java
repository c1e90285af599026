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

    /** Whether the first line is nothing but numbers, set apart by tabs, or a single number. */
    boolean firstLineIsNumbers() {
        return line(0).strip().matches("[-+0-9.eE]+(\t[-+0-9.eE]+)*\t?[-+0-9.eE]*");
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

    private String line(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
