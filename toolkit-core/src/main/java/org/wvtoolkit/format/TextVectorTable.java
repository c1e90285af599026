package org.wvtoolkit.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.Decimals;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.format.stream.FoundWords;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.NumberScanner;
import org.wvtoolkit.format.stream.WordsAndDimension;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * A text with a line for each word: the word, and its values in decimal. Opening finds the lines and their words; values are parsed
 * when rows are asked for, by as many threads as ask.
 *
 * <p>Fields are set apart by spaces and tabs; a word may hold spaces, since the last fields of a line are its values. Blank lines are passed over.
 */
final class TextVectorTable implements VectorSource {
    /** Bytes of a file that one thread looks through at a time. */
    private static final long STRETCH = 8L << 20;

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
     * Finds the lines of a text.
     *
     * @param file closed with the table, or here if it is refused
     * @param claim what the file says of itself, or what its first line shows
     * @param format what the metadata will name
     * @param faults told of what is passed over; null if nothing shall be
     */
    static TextVectorTable open(
            InputFile file,
            WordsAndDimension claim,
            String format,
            @Nullable Faults faults,
            int threads,
            ProgressListener progress)
            throws IOException {
        try {
            // At the least an empty word, a space and a digit for each value, and a line feed behind all rows but the
            // last.
            if (faults == null) {
                claim.checkRoom(file, 2L * claim.dimension() + 1);
            }
            List<FoundWords> found = scan(file, claim, true, faults, threads, progress);
            checkCount(file, claim, rows(file, found), faults);
            if (faults != null) {
                found = FoundWords.firstOfEach(found, faults);
            }
            Vocabulary vocabulary = FoundWords.vocabulary(file, found, new long[0]);
            return new TextVectorTable(file, claim.dimension(), vocabulary, FoundWords.values(found), format);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static void checkCount(InputFile file, WordsAndDimension claim, int rows, @Nullable Faults faults)
            throws IOException {
        if (!claim.isWritten() || rows == claim.words()) {
            return;
        }
        String problem = "claims " + claim.words() + " vectors, but " + rows
                + (rows == 1 ? " line follows" : " lines follow") + " the first";
        if (faults == null) {
            throw file.malformed(file.size(), problem);
        }
        faults.add(Fault.WRONG_COUNT, problem);
    }

    /**
     * Finds the lines of a text that has values alone, its words in a file of their own.
     *
     * @param file closed with the table, or here if it is refused
     * @param words the other file
     * @param format what the metadata will name
     * @param faults told of what is passed over; null if nothing shall be
     */
    static TextVectorTable openWithoutWords(
            InputFile file,
            int dimension,
            Path words,
            String format,
            @Nullable Faults faults,
            int threads,
            ProgressListener progress)
            throws IOException {
        try {
            List<FoundWords> found = scan(
                    file,
                    new WordsAndDimension(-1, dimension, WordsAndDimension.afterByteOrderMark(file)),
                    false,
                    faults,
                    threads,
                    progress);
            WordList.Listed listed = WordList.read(words, file.path(), rows(file, found), true, faults);
            long[] values = FoundWords.values(found);
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

    private static int rows(InputFile file, List<FoundWords> found) throws IOException {
        long rows = found.stream().mapToLong(FoundWords::size).sum();
        if (rows > Integer.MAX_VALUE - 16) {
            throw file.malformed(-1, "has " + rows + " lines, above " + (Integer.MAX_VALUE - 16));
        }
        return (int) rows;
    }

    private static List<FoundWords> scan(
            InputFile file,
            WordsAndDimension claim,
            boolean words,
            @Nullable Faults faults,
            int threads,
            ProgressListener progress)
            throws IOException {
        return scan(file, claim, words, faults, threads, STRETCH, progress);
    }

    /** Looks through a file in stretches of so many bytes. */
    static List<FoundWords> scan(
            InputFile file,
            WordsAndDimension claim,
            boolean words,
            @Nullable Faults faults,
            int threads,
            long stretch,
            ProgressListener progress)
            throws IOException {
        long begin = claim.dataBegin();
        long bytes = file.size() - begin;
        progress.stage("reading words", ProgressListener.Unit.BYTES, bytes);
        int stretches = Math.toIntExact((bytes + stretch - 1) / stretch);
        FoundWords[] found = new FoundWords[stretches];
        AtomicLong done = new AtomicLong();
        @Nullable IOException[] failures = new @Nullable IOException[stretches];
        Workers.run(threads, stretches, number -> {
            long from = begin + number * stretch;
            long to = Math.min(file.size(), from + stretch);
            found[number] = new FoundWords();
            try {
                long first = number == 0 ? from : lineBegin(file, from, to);
                new LineScanner(file, claim.dimension(), words, found[number], faults).scan(first, to);
            } catch (IOException failure) {
                // The first one in the file is told, whichever is found first.
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

    /** Where the first line begins that does not begin before {@code from}; {@code to} if none does before that. */
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
        // The word of the row behind the last is read along with it.
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
            // A finite value times 0 is 0; NaN and infinite ones make NaN.
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
        return file.malformed(offset, "line " + LineScanner.lineNumber(file, offset) + problem);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * How many of the last fields of the first line are numbers.
     *
     * @param word whether the first field is a word, whatever it looks like
     * @return 0 if the last one is none, or there is no line
     */
    static int numbersOfFirstLine(InputFile file, boolean word) throws IOException {
        byte[] line = new byte[1 << 16];
        int length = 0;
        long begin = WordsAndDimension.afterByteOrderMark(file);
        while (true) {
            int read = file.read(begin + length, line, length, line.length - length);
            int end = length;
            length += read;
            while (end < length && line[end] != '\n') {
                end++;
            }
            if (end < length || read == 0) {
                return trailingNumbers(line, end, word);
            }
            if (length == LineScanner.MAX_LINE) {
                throw file.malformed(0, "a line of more than " + length + " bytes");
            }
            line = Arrays.copyOf(line, 2 * length);
        }
    }

    /** How many of the last fields of a line are numbers. */
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
            if (begin == end || (begin == 0 && word) || end - begin > Decimals.MAX_LENGTH) {
                return numbers;
            }
            try {
                Decimals.parse(line, begin, end);
            } catch (NumberFormatException none) {
                return numbers;
            }
            numbers++;
            end = begin;
        }
    }
}
