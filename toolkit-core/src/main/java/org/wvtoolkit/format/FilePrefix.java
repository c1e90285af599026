package org.wvtoolkit.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
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
    private static final Pattern SPACE = Pattern.compile("[ \t\r]+");

    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|(?i)[-+]?(nan|inf|infinity|0x[0-9a-f.]+p[-+]?[0-9]+)");

    /** Beginnings of files that are often given instead of vectors, with the problem and the remedy. */
    private static final Map<String, String> SIGNATURES = Map.of(
            "\u00FF\u00FE", "is a text in UTF-16; convert it to UTF-8",
            "\u00FE\u00FF", "is a text in UTF-16; convert it to UTF-8",
            "BZh", "is compressed with bzip2; decompress it first",
            "\u00FD7zXZ", "is compressed with xz; decompress it first",
            "(\u00B5/\u00FD", "is compressed with zstd; decompress it first",
            "PK\u0003\u0004", "is a zip archive; extract the file first",
            "7z\u00BC\u00AF", "is a 7z archive; extract the file first",
            "Rar!", "is a RAR archive; extract the file first",
            "version https://git-lfs", "is a Git LFS pointer; fetch the file itself with git lfs pull",
            "\u0080\u0002", "is a Python pickle, for example of gensim; save it with save_word2vec_format");

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
        return line(start()).strip().matches("(" + VectorFileHeader.BYTE_ORDER_MARK + ")?[0-9]+[ \t]+[0-9]+");
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
        int from = Math.min(bytes.length, afterFirstLine());
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
        String[] header = line(start()).strip().split("[ \t]+", -1);
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
        String[] header = line(start()).strip().split("[ \t]+", -1);
        int dimension = header[1].length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(header[1]);
        return afterFirstLine() >= bytes.length || isRow(afterFirstLine(), dimension);
    }

    /** Returns whether the first line is a word followed by decimal numbers. */
    boolean firstLineIsText() {
        String first = line(start()).strip();
        // A line that contains carriage returns is a file with the line ends of old Macs.
        return first.matches("[^\\r]+[ \t][^\\r]+") && isRow(start(), 1);
    }

    /** Returns whether the first line contains a tab. */
    boolean firstLineHasTab() {
        return line(start()).indexOf('\t') >= 0;
    }

    /** Returns whether most lines consist of numbers only. The last line counts if it is the only one. */
    boolean linesAreNumbers() {
        List<String> lines = lines();
        long numbers = lines.stream()
                .filter(line -> SPACE.splitAsStream(line).allMatch(NUMBER.asMatchPredicate()))
                .count();
        return 2 * numbers > lines.size();
    }

    /** Returns whether all of several lines begin with a number that is not whole, so that no word precedes it. */
    boolean linesBeginWithFractions() {
        List<String> lines = lines();
        return lines.size() > 1
                && lines.stream().allMatch(line -> line.matches("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?[ \t].*"));
    }

    /** Returns the lines that are complete and not blank, or else the beginning of the first line. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int at = start(); at < bytes.length; ) {
            String line = line(at);
            at += line.length() + 1;
            boolean complete = at <= bytes.length || bytes.length < LENGTH || lines.isEmpty();
            if (complete && !withoutMark(line).isBlank()) {
                lines.add(withoutMark(line).strip());
            }
        }
        return lines;
    }

    /** Returns the offset of the first line that is not blank, including its byte order mark. */
    private int start() {
        int start = 0;
        for (int i = 0; i < bytes.length && (LineScanner.isSpace(bytes[i]) || bytes[i] == '\n'); i++) {
            start = bytes[i] == '\n' ? i + 1 : start;
        }
        return start;
    }

    private int afterFirstLine() {
        return start() + line(start()).length() + 1;
    }

    /** Returns why no format matches, for content that is easily recognised, or null. */
    @Nullable
    String obstacle() {
        for (Map.Entry<String, String> signature : SIGNATURES.entrySet()) {
            if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith(signature.getKey())) {
                return signature.getValue();
            }
        }
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return null;
        }
        String first = lines.getFirst();
        if (compressed && hasHeaderLine()) {
            return "is a binary file compressed with gzip; decompress it first";
        }
        if (first.indexOf('\r') >= 0) {
            return "has lines that end in a carriage return alone; convert the line ends";
        }
        if (first.matches("(?i)<(!doctype|html|\\?xml).*")) {
            return "is a web page or XML, not vectors; download the file itself";
        }
        // The first line may be a header.
        for (String line : lines.subList(0, Math.min(2, lines.size()))) {
            if (line.matches("\\S+([ \t]+[-+]?[0-9]+,[0-9]+)+")) {
                return "has numbers with decimal commas; replace them by points";
            }
            for (String separator : List.of(",", ";", "|")) {
                String[] fields = line.split(Pattern.quote(separator), -1);
                long numbers = Arrays.stream(fields)
                        .filter(field -> NUMBER.matcher(field.strip()).matches())
                        .count();
                if (fields.length > 1 && numbers >= fields.length - 1) {
                    return "has values separated by " + (separator.equals(",") ? "commas" : "'" + separator + "'")
                            + "; separate them by spaces";
                }
            }
        }
        return null;
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
