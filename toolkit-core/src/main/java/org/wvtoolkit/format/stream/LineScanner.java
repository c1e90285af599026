package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Scanner that finds the word and the offset of the first value in each non-blank line of one
 * section of a file. Values are not parsed. Not thread-safe.
 *
 * <p>Compares eight bytes at a time: nearly all bytes of such a file belong to values, which are skipped.
 *
 * <p>Not part of the public API.
 */
public final class LineScanner {
    /** Maximum length of a word in bytes. A longer one indicates another file format. */
    public static final int MAX_WORD = 1 << 20;

    /**
     * Maximum length of a line in bytes, about ten million values. Several longer lines would not
     * fit into a small heap.
     */
    public static final int MAX_LINE = 1 << 27;

    private static final int BUFFER = 1 << 18;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long LOWS = 0x7F7F_7F7F_7F7F_7F7FL;

    private final InputFile file;
    private final int dimension;
    private final boolean words;
    private final WordOffsets found;
    private final FaultPolicy policy;
    private byte[] buffer = new byte[BUFFER];
    private int length;
    /** File offset of the first byte in the buffer. */
    private long begin;

    /**
     * Creates a scanner.
     *
     * @param words whether each line begins with a word
     * @param found receives the words and offsets
     * @param policy decides whether a defective line is skipped or an error
     */
    public LineScanner(InputFile file, int dimension, boolean words, WordOffsets found, FaultPolicy policy) {
        this.file = file;
        this.dimension = dimension;
        this.words = words;
        this.policy = policy;
        this.found = found;
    }

    /** Scans the lines that begin at or after {@code from} and before {@code to}. */
    public void scan(long from, long to) throws IOException {
        begin = from;
        length = 0;
        int at = 0;
        while (begin + at < to) {
            int end = lineEnd(at);
            if (end < 0) {
                // The line continues after the buffer: move it to the front and read more.
                if (!refill(at)) {
                    line(0, length);
                    return;
                }
                at = 0;
                continue;
            }
            line(at, end);
            at = end + 1;
        }
    }

    /** Reads more bytes and moves the current line to index 0. Returns whether more bytes were read. */
    private boolean refill(int at) throws IOException {
        int kept = length - at;
        if (kept == buffer.length) {
            if (buffer.length == MAX_LINE) {
                throw file.malformed(begin, "a line is longer than " + MAX_LINE + " bytes");
            }
            if (buffer.length > MAX_WORD) {
                checkWord();
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        } else {
            System.arraycopy(buffer, at, buffer, 0, kept);
        }
        begin += at;
        int read = file.read(begin + kept, buffer, kept, buffer.length - kept);
        length = kept + read;
        return read > 0;
    }

    /**
     * Rejects a line without whitespace in the first {@link #MAX_WORD} bytes, which cannot be a
     * vector line.
     */
    private void checkWord() throws IOException {
        for (int i = 0; i <= MAX_WORD; i++) {
            if (isSpace(buffer[i])) {
                return;
            }
        }
        throw file.malformed(begin, "a word is longer than " + MAX_WORD + " bytes");
    }

    /** Returns the index of the next line feed, or −1. */
    private int lineEnd(int from) {
        int i = from;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long lineFeeds = (long) LONG.get(buffer, i) ^ 0x0A0A_0A0A_0A0A_0A0AL;
            // Exact up to the first zero byte, which is the one required.
            long zero = (lineFeeds - ONES) & ~lineFeeds & HIGHS;
            if (zero != 0) {
                return i + (Long.numberOfTrailingZeros(zero) >>> 3);
            }
        }
        while (i < length && buffer[i] != '\n') {
            i++;
        }
        return i < length ? i : -1;
    }

    /** Processes a line, given without its line feed. */
    private void line(int from, int lineEnd) throws IOException {
        int end = lineEnd;
        while (end > from && isSpace(buffer[end - 1])) {
            end--;
        }
        if (end == from) {
            return;
        }
        if (!words) {
            add(from, from, from);
            return;
        }
        if (spaces(from, end) == dimension) {
            int word = from;
            // The count includes control characters, so there may be no white space at all.
            while (word < end && !isSpace(buffer[word])) {
                word++;
            }
            if (word < end) {
                add(from, word, word + 1);
                return;
            }
        }
        lineWithMoreSpaces(from, end);
    }

    /**
     * Returns the number of bytes up to and including the space character, that is, of whitespace
     * and control characters.
     */
    private int spaces(int from, int to) {
        int count = 0;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long bytes = (long) LONG.get(buffer, i);
            // Sets the high bit of each byte that is at most 0x20. No carry crosses a byte
            // boundary.
            long small = ~(((bytes & LOWS) + 0x5F5F_5F5F_5F5F_5F5FL) | bytes) & HIGHS;
            count += Long.bitCount(small);
        }
        for (; i < to; i++) {
            count += buffer[i] >= 0 && buffer[i] <= ' ' ? 1 : 0;
        }
        return count;
    }

    /**
     * Processes a line whose word is empty or contains spaces, or whose fields are separated by
     * several spaces. The last {@code dimension} fields are the values, and everything before them
     * is the word.
     */
    private void lineWithMoreSpaces(int from, int end) throws IOException {
        int valuesBegin = end;
        int fields = 0;
        int i = end;
        while (i > from && fields < dimension) {
            while (i > from && !isSpace(buffer[i - 1])) {
                i--;
            }
            fields++;
            valuesBegin = i;
            while (i > from && isSpace(buffer[i - 1])) {
                i--;
            }
        }
        if (fields < dimension || valuesBegin == from) {
            int values = valuesBegin == from ? Math.max(0, fields - 1) : fields;
            String note = policy.describes(Fault.BAD_LINE) ? separatorNote(from, end) : "";
            skip(from, "has " + values + " of " + dimension + " values" + note);
            return;
        }
        int wordBegin = from;
        while (wordBegin < i && isSpace(buffer[wordBegin])) {
            wordBegin++;
        }
        int surplus = surplusValues(wordBegin, i, valuesBegin, end);
        if (surplus > 0) {
            skip(from, "has " + (dimension + surplus) + " values instead of " + dimension);
            return;
        }
        add(wordBegin, Math.max(wordBegin, i), valuesBegin);
    }

    private void skip(int from, String problem) throws IOException {
        // The number of a line is counted from the beginning of the file.
        String line =
                policy.describes(Fault.BAD_LINE) ? "line " + file.lineNumber(begin + from) + " " + problem : problem;
        policy.handle(Fault.BAD_LINE, line, () -> file.malformed(begin + from, line));
    }

    /**
     * Returns the note of a message about a line with too few values, if a comma or a semicolon separates its values;
     * otherwise an empty string.
     */
    private String separatorNote(int from, int end) {
        for (byte separator : new byte[] {',', ';', '|'}) {
            int numbers = 0;
            int at = from;
            for (int i = from; i <= end; i++) {
                if (i == end || buffer[i] == separator) {
                    int begins = at;
                    int ends = i;
                    while (begins < ends && isSpace(buffer[begins])) {
                        begins++;
                    }
                    while (ends > begins && isSpace(buffer[ends - 1])) {
                        ends--;
                    }
                    numbers += isNumber(begins, ends) ? 1 : 0;
                    at = i + 1;
                }
            }
            // The first value may follow the word after a space.
            if (numbers > 0 && numbers >= dimension - 1) {
                return ": its values are separated by " + (separator == ',' ? "commas" : "'" + (char) separator + "'")
                        + " instead of spaces";
            }
        }
        return "";
    }

    /**
     * Counts the surplus values of a row: the fields of its word except the first, if all of them
     * are numbers in the notation of the values. A word may contain spaces, as in "boeing 747", so
     * integers count only in a row of integers.
     */
    private int surplusValues(int wordBegin, int wordEnd, int valuesBegin, int end) {
        int at = wordBegin;
        while (at < wordEnd && !isSpace(buffer[at])) {
            at++;
        }
        boolean wholeNumbers = !isFraction(valuesBegin, end) && !isNumber(wordBegin, at);
        int fields = 0;
        while (at < wordEnd) {
            while (at < wordEnd && isSpace(buffer[at])) {
                at++;
            }
            int field = at;
            while (at < wordEnd && !isSpace(buffer[at])) {
                at++;
            }
            if (at == field) {
                break;
            }
            if (!isNumber(field, at) || !(wholeNumbers || isFraction(field, at))) {
                return 0;
            }
            fields++;
        }
        return fields;
    }

    private boolean isNumber(int from, int to) {
        try {
            DecimalParser.parse(buffer, from, to);
            return true;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** Returns whether a number, or any of several, is written with a decimal point or an exponent. */
    private boolean isFraction(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '.' || buffer[i] == 'e' || buffer[i] == 'E') {
                return true;
            }
        }
        return false;
    }

    private void add(int wordBegin, int wordEnd, int valuesBegin) throws IOException {
        if (wordEnd - wordBegin > MAX_WORD) {
            throw file.malformed(begin + wordBegin, "a word is longer than " + MAX_WORD + " bytes");
        }
        found.add(buffer, wordBegin, wordEnd - wordBegin, begin + valuesBegin);
    }

    public static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
