package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.DecimalParser;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.NumberScanner;
import org.wvtoolkit.format.stream.VectorFileHeader;
import org.wvtoolkit.format.stream.WordOffsets;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Vectors of a text file with one line for each word: the word and its decimal values. Opening
 * finds the lines and words; rows are parsed on request, concurrently if several threads request
 * them.
 *
 * <p>Fields are separated by spaces and tabs. A word may contain spaces, because the last fields of
 * a line are its values. Blank lines are skipped.
 */
final class TextVectorTable implements VectorSource {
    /** Number of bytes in a section that one thread scans at a time. */
    private static final long SECTION_BYTES = 8L << 20;

    /** Number of bytes from which the dimension is determined, if they contain a whole line. */
    private static final int SAMPLE_BYTES = 1 << 17;

    private final InputFile file;
    private final int dimension;
    private final Vocabulary vocabulary;
    private final long[] values;
    private final ModelMetadata metadata;

    private TextVectorTable(InputFile file, int dimension, Vocabulary vocabulary, long[] values, String format) {
        this.file = file;
        this.dimension = dimension;
        this.vocabulary = vocabulary;
        this.values = values;
        this.metadata = ModelMetadata.EMPTY.with(ModelMetadata.IMPORTED_FROM, format);
    }

    /**
     * Scans a text file.
     *
     * @param file closed with the table, or by this method if it fails
     * @param header the number of words and dimension from the header or the first line
     * @param format name of the format for the metadata
     */
    static TextVectorTable open(InputFile file, VectorFileHeader header, String format, ReadSettings settings)
            throws IOException {
        FaultPolicy policy = settings.policy();
        try {
            // The minimum is an empty word, a space and a digit for each value, and a line feed
            // after all rows but the last.
            if (!policy.skipsDefects()) {
                header.checkFileSize(file, 2L * header.dimension() + 1);
            }
            List<WordOffsets> found = scan(file, header, true, settings);
            checkCount(file, header, rows(file, found), policy);
            found = WordOffsets.withoutDuplicates(file, found, policy);
            Vocabulary vocabulary = WordOffsets.vocabulary(file, found, new long[0]);
            return new TextVectorTable(file, header.dimension(), vocabulary, WordOffsets.values(found), format);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static void checkCount(InputFile file, VectorFileHeader header, int rows, FaultPolicy policy)
            throws IOException {
        if (!header.declaresWordCount() || rows == header.words()) {
            return;
        }
        String problem = "declares " + header.words() + " vectors, but " + rows
                + (rows == 1 ? " valid line follows" : " valid lines follow") + " the first";
        policy.handle(Fault.WRONG_COUNT, problem, () -> file.malformed(file.size(), problem));
    }

    /**
     * Scans a text file of values whose words are in a separate file.
     *
     * @param file closed with the table, or by this method if it fails
     * @param words the word file
     * @param format name of the format for the metadata
     */
    static TextVectorTable openWithoutWords(
            InputFile file, int dimension, Path words, String format, ReadSettings settings) throws IOException {
        try {
            List<WordOffsets> found = scan(
                    file,
                    new VectorFileHeader(-1, dimension, VectorFileHeader.afterByteOrderMark(file)),
                    false,
                    settings);
            WordList.Listed listed = WordList.read(words, file.path(), rows(file, found), true, settings.policy());
            long[] values = WordOffsets.values(found);
            long[] ofWords = new long[listed.rows().length];
            for (int id = 0; id < ofWords.length; id++) {
                ofWords[id] = values[(int) listed.rows()[id]];
            }
            return new TextVectorTable(file, dimension, listed.vocabulary(), ofWords, format);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static int rows(InputFile file, List<WordOffsets> found) throws IOException {
        long rows = found.stream().mapToLong(WordOffsets::size).sum();
        if (rows > Integer.MAX_VALUE - 16) {
            throw file.malformed(-1, "has " + rows + " lines, above " + (Integer.MAX_VALUE - 16));
        }
        return (int) rows;
    }

    private static List<WordOffsets> scan(InputFile file, VectorFileHeader header, boolean words, ReadSettings settings)
            throws IOException {
        return scan(file, header, words, settings, SECTION_BYTES);
    }

    /** Scans a file in sections of the given number of bytes. */
    static List<WordOffsets> scan(
            InputFile file, VectorFileHeader header, boolean words, ReadSettings settings, long section)
            throws IOException {
        ProgressListener progress = settings.progress();
        long begin = header.dataBegin();
        long bytes = file.size() - begin;
        progress.stage("reading words", ProgressListener.Unit.BYTES, bytes);
        int sections = Math.toIntExact((bytes + section - 1) / section);
        WordOffsets[] found = new WordOffsets[sections];
        AtomicLong done = new AtomicLong();
        @Nullable IOException[] failures = new @Nullable IOException[sections];
        Workers.run(settings.threads(), sections, number -> {
            long from = begin + number * section;
            long to = Math.min(file.size(), from + section);
            found[number] = new WordOffsets();
            try {
                long first = number == 0 ? from : lineBegin(file, from, to);
                new LineScanner(file, header.dimension(), words, found[number], settings.policy()).scan(first, to);
            } catch (IOException failure) {
                // The failure with the lowest offset is reported, independent of thread timing.
                failures[number] = failure;
            }
            progress.advanced(done.addAndGet(to - from), "");
        });
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
        return Arrays.asList(found);
    }

    /**
     * Returns the beginning of the first line that begins at or after {@code from}, or {@code to}
     * if there is none before that.
     */
    private static long lineBegin(InputFile file, long from, long to) throws IOException {
        byte[] block = new byte[1 << 12];
        for (long at = from - 1; at < to; at += block.length) {
            int count = file.read(at, block, 0, block.length);
            for (int i = 0; i < count; i++) {
                if (block[i] == '\n') {
                    return Math.min(to, at + i + 1);
                }
            }
        }
        return to;
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    @Override
    public void read(int first, int count, float[] target) throws IOException {
        read(first, count, target, 0);
    }

    private void read(int first, int count, float[] target, int offset) throws IOException {
        long begin = values[first];
        // The word of the row after the last is read with it.
        long end = first + count < values.length ? values[first + count] : file.size();
        if (end - begin > 2L * LineScanner.MAX_LINE) {
            if (count == 1) {
                throw atLine(begin, ": more than " + LineScanner.MAX_LINE + " bytes follow");
            }
            read(first, count / 2, target, offset);
            read(first + count / 2, count - count / 2, target, offset + count / 2 * dimension);
            return;
        }
        int bytes = (int) (end - begin);
        byte[] text = new byte[bytes + 1];
        int length = file.read(begin, text, 0, bytes);
        text[length] = '\n';
        NumberScanner numbers = new NumberScanner(text, length);
        for (int row = 0; row < count; row++) {
            numbers.moveTo((int) (values[first + row] - begin));
            readRow(numbers, begin, first + row, target, offset + row * dimension);
        }
    }

    private void readRow(NumberScanner numbers, long begin, int id, float[] target, int offset) throws IOException {
        float sum = 0;
        for (int i = 0; i < dimension; i++) {
            if (!numbers.hasNext()) {
                throw atLine(begin + numbers.position(), " has " + i + " of " + dimension + " values");
            }
            float value;
            try {
                value = numbers.next();
            } catch (NumberFormatException invalid) {
                throw atLine(begin + numbers.position(), ": value " + (i + 1) + " " + numbers.problem());
            }
            target[offset + i] = value;
            // A finite value times 0 is 0; NaN and infinity give NaN.
            sum += value * 0f;
        }
        if (sum != 0) {
            throw atLine(values[id], ": the vector of \"" + vocabulary.word(id) + "\" is not finite");
        }
        if (numbers.hasNext()) {
            throw atLine(begin + numbers.position(), " has more than " + dimension + " values");
        }
    }

    private IOException atLine(long offset, String problem) throws IOException {
        return file.malformed(offset, "line " + file.lineNumber(offset) + problem);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Returns how many of the last fields are numbers in most of the first lines, because the first line itself may be
     * defective. If as many lines have other numbers, the first line decides.
     *
     * @param word whether the first field is a word even if it looks like a number
     * @return 0 if the last field is not a number or the file is empty
     */
    static int numbersOfFirstLines(InputFile file, boolean word) throws IOException {
        byte[] lines = new byte[SAMPLE_BYTES];
        int length = 0;
        long begin = VectorFileHeader.afterByteOrderMark(file);
        while (true) {
            int read = file.read(begin + length, lines, length, lines.length - length);
            length += read;
            boolean atEnd = begin + length >= file.size();
            int numbers = mostFrequent(lines, length, atEnd, word);
            if (numbers >= 0 || atEnd) {
                return Math.max(0, numbers);
            }
            if (length == LineScanner.MAX_LINE) {
                throw file.malformed(0, "a line is longer than " + length + " bytes");
            }
            lines = Arrays.copyOf(lines, 2 * length);
        }
    }

    /** Returns the most frequent number of numbers in lines that are not blank, or −1 if no line is complete. */
    private static int mostFrequent(byte[] lines, int length, boolean atEnd, boolean word) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        int from = 0;
        while (from < length) {
            int end = from;
            while (end < length && lines[end] != '\n') {
                end++;
            }
            if (end == length && !atEnd) {
                break;
            }
            byte[] line = Arrays.copyOfRange(lines, from, end);
            boolean blank = true;
            for (byte b : line) {
                blank &= LineScanner.isSpace(b);
            }
            if (!blank) {
                counts.merge(trailingNumbers(line, line.length, word), 1, Integer::sum);
            }
            from = end + 1;
        }
        int most = -1;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            most = most < 0 || count.getValue() > counts.getOrDefault(most, 0) ? count.getKey() : most;
        }
        return most;
    }

    /** Returns how many of the last fields in a line are numbers. */
    static int trailingNumbers(byte[] line, int length, boolean word) {
        int numbers = 0;
        int end = length;
        while (true) {
            while (end > 0 && LineScanner.isSpace(line[end - 1])) {
                end--;
            }
            int begin = end;
            while (begin > 0 && !LineScanner.isSpace(line[begin - 1])) {
                begin--;
            }
            if (begin == end || (begin == 0 && word) || end - begin > DecimalParser.MAX_LENGTH) {
                return numbers;
            }
            try {
                DecimalParser.parse(line, begin, end);
            } catch (NumberFormatException none) {
                return numbers;
            }
            numbers++;
            end = begin;
        }
    }
}
