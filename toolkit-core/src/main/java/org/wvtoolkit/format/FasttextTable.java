package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.format.stream.ByteCursor;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.WordOffsets;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Words and vectors of a fastText model. The vector of a word is the mean of its own row and the
 * rows of its subwords; it is computed on request from the mapped file.
 *
 * <p>The file is little-endian and contains, in this order: magic number and version; twelve
 * integers and one double with the training options; the dictionary, with a zero-terminated string,
 * a count and an entry type for each word; and the matrix, first the rows of words and then the
 * rows of subword buckets. Files of 2016, from before the magic number was introduced, begin with
 * the options and state neither pruning nor quantization.
 */
final class FasttextTable implements VectorSource {
    private static final int MAGIC = 0x2F4F16BA;

    /** Stands for the format of 2016, which had neither a magic number nor a version. */
    private static final int UNVERSIONED = 0;

    private static final int MIN_VERSION = 11;
    private static final int MAX_VERSION = 12;
    private static final int SUPERVISED = 3;
    private static final int MAX_CHARACTERS = 1000;
    private static final byte WORD = 0;
    private static final byte LABEL = 1;

    /** Length of the training options in bytes: twelve integers and one double. */
    private static final int OPTIONS_LENGTH = 12 * Integer.BYTES + Double.BYTES;

    /** Ranges of the integers, in their order in the file, within which a file of 2016 is recognized. */
    private static final int[][] OPTION_RANGES = {
        {1, 10_000}, // dimension
        {1, 1000}, // window
        {0, 100_000}, // epochs
        {0, 1_000_000}, // minimum count
        {0, 1000}, // negative samples
        {1, 100}, // word n-grams
        {1, 3}, // loss
        {1, 3}, // model
        {0, Integer.MAX_VALUE}, // buckets
        {0, MAX_CHARACTERS}, // shortest subword
        {0, MAX_CHARACTERS}, // longest subword
        {1, Integer.MAX_VALUE}, // update rate of the learning rate
    };

    /** Smallest subsampling threshold above 0 with which a file of 2016 is recognized. */
    private static final double MIN_SAMPLING = 1e-12;

    /** Marks the end of a line and has no subwords. */
    private static final String END_OF_SENTENCE = "</s>";

    private final InputFile file;
    private final Arena arena;
    private final Vocabulary vocabulary;
    private final FloatMatrix words;
    private final @Nullable SubwordVectors subwords;
    private final ModelMetadata metadata;
    private final int endOfSentence;
    private boolean detached;

    private FasttextTable(
            InputFile file,
            Arena arena,
            Vocabulary vocabulary,
            FloatMatrix words,
            @Nullable SubwordVectors subwords,
            ModelMetadata metadata) {
        this.file = file;
        this.arena = arena;
        this.vocabulary = vocabulary;
        this.words = words;
        this.subwords = subwords;
        this.metadata = metadata;
        this.endOfSentence = vocabulary.id(END_OF_SENTENCE);
    }

    /** The training options needed here. */
    private record Options(
            int dimension,
            int window,
            int epochs,
            int minCount,
            int negative,
            int model,
            int buckets,
            int least,
            int most) {}

    static FasttextTable open(Path path, String format, ProgressListener progress) throws IOException {
        InputFile file = InputFile.open(path);
        try {
            return open(file, format, progress);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static FasttextTable open(InputFile file, String format, ProgressListener progress) throws IOException {
        progress.stage("reading words", ProgressListener.Unit.BYTES, file.size());
        int version = readVersion(file);
        ByteCursor cursor = new ByteCursor(file);
        cursor.skip(version == UNVERSIONED ? 0 : 2 * Integer.BYTES);
        Options options = readOptions(file, cursor, version);
        WordOffsets found = new WordOffsets();
        long[] counts = readDictionary(file, cursor, version, found);
        if (version != UNVERSIONED && cursor.nextByte() != 0) {
            throw unreadable(file, cursor.position() - 1, "is quantized (an .ftz)", "quantization");
        }
        long rows = cursor.nextLong();
        long columns = cursor.nextLong();
        int buckets = options.most() > 0 ? options.buckets() : 0;
        long expected = (long) counts.length + options.buckets();
        if (columns != options.dimension() || (rows != expected && rows != counts.length + (long) buckets)) {
            throw file.malformed(
                    cursor.position() - 16,
                    "has a matrix of " + rows + " rows of " + columns + " values instead of " + expected + " rows of "
                            + options.dimension());
        }
        long matrix = cursor.position();
        if (rows > (file.size() - matrix) / (4L * options.dimension())) {
            throw file.malformed(file.size(), "the file ends inside the matrix of " + rows + " rows");
        }
        Vocabulary vocabulary = WordOffsets.vocabulary(file, List.of(found), counts);
        return map(file, vocabulary, options, new Matrix(matrix, rows, buckets), format);
    }

    private static int readVersion(InputFile file) throws IOException {
        ByteCursor cursor = new ByteCursor(file);
        byte[] options = new byte[OPTIONS_LENGTH];
        ByteBuffer head = ByteBuffer.wrap(options);
        while (head.hasRemaining() && cursor.position() < file.size()) {
            head.put(cursor.nextByte());
        }
        if (isUnversioned(options)) {
            return UNVERSIONED;
        }
        head.order(ByteOrder.LITTLE_ENDIAN);
        if (head.getInt(0) != MAGIC) {
            throw file.malformed(0, "does not begin with the magic number of a fastText model");
        }
        int version = head.getInt(4);
        if (version < MIN_VERSION || version > MAX_VERSION) {
            throw file.malformed(4, "has the fastText version " + version + "; versions 11 and 12 are supported");
        }
        return version;
    }

    /**
     * Returns whether bytes are the training options with which a file of 2016 begins. They are
     * recognized by their ranges: text and other formats begin with a larger number.
     *
     * @param head the beginning of a file
     */
    static boolean isUnversioned(byte[] head) {
        if (head.length < OPTIONS_LENGTH) {
            return false;
        }
        ByteBuffer options = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        boolean plausible = true;
        for (int[] range : OPTION_RANGES) {
            int value = options.getInt();
            plausible &= value >= range[0] && value <= range[1];
        }
        double sampling = options.getDouble();
        return plausible && (sampling == 0 || (sampling >= MIN_SAMPLING && sampling <= 1));
    }

    private static MalformedFileException unreadable(InputFile file, long offset, String what, String step) {
        return new MalformedFileException(
                file.path(), offset, what + ", which is not supported", "use the model saved before " + step);
    }

    private static Options readOptions(InputFile file, ByteCursor cursor, int version) throws IOException {
        int dimension = cursor.nextInt();
        int window = cursor.nextInt();
        int epochs = cursor.nextInt();
        int minCount = cursor.nextInt();
        int negative = cursor.nextInt();
        // Word n-grams and loss.
        cursor.skip(8);
        int model = cursor.nextInt();
        int buckets = cursor.nextInt();
        int least = cursor.nextInt();
        int most = cursor.nextInt();
        // Update rate of the learning rate and subsampling threshold.
        cursor.skip(4 + 8);
        if (version <= MIN_VERSION && model == SUPERVISED) {
            // As in fastText: the first versions of classifiers stored a maximum length that they
            // did not use.
            most = 0;
        }
        if (dimension < 1 || dimension > LineScanner.MAX_LINE / Float.BYTES) {
            throw file.malformed(8, "has vectors of dimension " + dimension);
        }
        if (buckets < 0 || least < 0 || most < 0 || most > MAX_CHARACTERS || (most > 0 && least > most)) {
            throw file.malformed(
                    40, "has " + buckets + " rows for subwords of " + least + " to " + most + " characters");
        }
        if (most > 0 && buckets == 0) {
            throw file.malformed(40, "has subwords of up to " + most + " characters, but no rows for them");
        }
        return new Options(dimension, window, epochs, minCount, negative, model, buckets, Math.max(1, least), most);
    }

    /** Reads the words and skips the labels that follow them. */
    private static long[] readDictionary(InputFile file, ByteCursor cursor, int version, WordOffsets found)
            throws IOException {
        long begin = cursor.position();
        int entries = cursor.nextInt();
        int words = cursor.nextInt();
        int labels = cursor.nextInt();
        cursor.skip(8);
        long pruned = version == UNVERSIONED ? -1 : cursor.nextLong();
        // The minimum size of an entry: zero byte, count and type.
        boolean possible = words >= 0 && labels >= 0 && (long) words + labels == entries;
        if (!possible || entries > (file.size() - cursor.position()) / 10) {
            throw file.malformed(
                    begin,
                    "declares " + entries + " entries, " + words + " words and " + labels + " labels, with "
                            + (file.size() - cursor.position()) + " bytes remaining");
        }
        if (pruned >= 0) {
            throw unreadable(file, begin + 20, "is pruned", "pruning");
        }
        long[] counts = new long[words];
        byte[] word = new byte[LineScanner.MAX_WORD];
        for (int entry = 0; entry < entries; entry++) {
            long at = cursor.position();
            int length = cursor.nextString(word);
            long count = cursor.nextLong();
            byte kind = cursor.nextByte();
            if (count < 0 || kind != (entry < words ? WORD : LABEL)) {
                throw file.malformed(
                        at, "entry " + entry + " of the dictionary has the count " + count + " and the kind " + kind);
            }
            if (entry < words) {
                counts[entry] = count;
                found.add(word, 0, length, 0);
            }
        }
        return counts;
    }

    /**
     * The matrix of the word and subword vectors in the file.
     *
     * @param offset offset in bytes
     * @param rows number of rows: the words, followed by the buckets
     * @param buckets number of buckets of subwords
     */
    private record Matrix(long offset, long rows, int buckets) {}

    @SuppressWarnings("MustBeClosedChecker") // closed with the table
    private static FasttextTable map(
            InputFile file, Vocabulary vocabulary, Options options, Matrix matrix, String format) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            int dimension = options.dimension();
            MemorySegment values =
                    channel.map(FileChannel.MapMode.READ_ONLY, matrix.offset, 4 * matrix.rows * dimension, arena);
            long wordBytes = 4L * vocabulary.size() * dimension;
            FloatMatrix words = FloatMatrix.view(values, vocabulary.size(), dimension, dimension);
            SubwordVectors subwords = matrix.buckets == 0
                    ? null
                    : new SubwordVectors(
                            FloatMatrix.view(values.asSlice(wordBytes), matrix.buckets, dimension, dimension),
                            options.least(),
                            options.most());
            ModelMetadata metadata = ModelMetadata.EMPTY
                    .with(ModelMetadata.IMPORTED_FROM, format)
                    .with("fasttext.model", model(options.model()))
                    .with("fasttext.window", Integer.toString(options.window()))
                    .with("fasttext.epochs", Integer.toString(options.epochs()))
                    .with("fasttext.min_count", Integer.toString(options.minCount()))
                    .with("fasttext.negative", Integer.toString(options.negative()));
            return new FasttextTable(file, arena, vocabulary, words, subwords, metadata);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private static String model(int number) {
        return switch (number) {
            case 1 -> "cbow";
            case 2 -> "skipgram";
            case SUPERVISED -> "supervised";
            default -> "unknown (" + number + ")";
        };
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public int dimension() {
        return words.columns();
    }

    @Override
    public ModelMetadata metadata() {
        return metadata;
    }

    @Override
    public Optional<SubwordVectors> subwords() {
        return Optional.ofNullable(subwords);
    }

    @Override
    public void read(int first, int count, float[] target) throws IOException {
        int dimension = words.columns();
        float[] sum = new float[dimension];
        for (int row = 0; row < count; row++) {
            int id = first + row;
            words.copyRow(id, sum, 0);
            int parts = 1;
            if (subwords != null && id != endOfSentence) {
                byte[] word = vocabulary
                        .utf8()
                        .asSlice(vocabulary.offset(id), vocabulary.length(id))
                        .toArray(ValueLayout.JAVA_BYTE);
                parts += subwords.addTo(sum, word);
            }
            // Single precision, as in fastText, so that vectors are equal bit for bit.
            float weight = (float) (1.0 / parts);
            float check = 0;
            for (int i = 0; i < dimension; i++) {
                target[row * dimension + i] = sum[i] * weight;
                check += sum[i] * 0f;
            }
            if (check != 0) {
                throw file.malformed(-1, "the vector of \"" + vocabulary.word(id) + "\" is not finite");
            }
        }
    }

    /** Returns the mapped memory, which closing the table no longer frees. */
    Arena detachArena() {
        detached = true;
        return arena;
    }

    @Override
    public void close() throws IOException {
        if (!detached && arena.scope().isAlive()) {
            arena.close();
        }
        file.close();
    }
}
