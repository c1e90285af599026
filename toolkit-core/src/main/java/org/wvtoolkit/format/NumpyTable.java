package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Rows of a {@code .npy} file: little-endian floats of half, single or double precision in
 * row-major order.
 */
final class NumpyTable implements VectorSource {
    private static final String MAGIC = "\u0093NUMPY";
    private static final int ALIGNMENT = 64;
    private static final int MAX_HEADER = 1 << 16;
    private static final int MAX_COUNT = Integer.MAX_VALUE - 16;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    private final InputFile file;
    private final long dataBegin;
    private final int bytesOfValue;
    private final int dimension;
    private final Vocabulary vocabulary;

    /** The row of each word, in ascending order. */
    private final long[] rows;

    private final ModelMetadata metadata;

    private NumpyTable(InputFile file, Header header, WordList.Listed words, String format) {
        this.file = file;
        this.dataBegin = header.dataBegin;
        this.bytesOfValue = header.bytesOfValue;
        this.dimension = header.dimension;
        this.vocabulary = words.vocabulary();
        this.rows = words.rows();
        this.metadata = ModelMetadata.EMPTY.with(ModelMetadata.IMPORTED_FROM, format);
    }

    private record Header(int rows, int dimension, int bytesOfValue, long dataBegin) {}

    static boolean isNumpy(byte[] head) {
        return new String(head, 0, Math.min(head.length, MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /**
     * Returns the header of a float matrix in format version 1.0, padded so that the values begin
     * at a multiple of 64 bytes.
     */
    static String header(long rows, int columns) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
        int fixed = MAGIC.length() + 4;
        int length = (fixed + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - fixed;
        return MAGIC + "\u0001\u0000" + (char) (length & 0xFF) + (char) (length >> 8) + text
                + " ".repeat(length - text.length() - 1) + "\n";
    }

    /**
     * Opens NAME.npy and its word list, which is NAME.words or, as other tools name it, NAME.vocab
     * or NAME.txt.
     *
     * @param policy decides whether defective words and rows are skipped or an error
     */
    static NumpyTable open(Path path, String stem, String format, FaultPolicy policy) throws IOException {
        InputFile file = InputFile.open(path);
        try {
            Header header = readHeader(file, policy);
            Path words = WordList.find(
                    path, List.of(Path.of(stem + ".words"), Path.of(stem + ".vocab"), Path.of(stem + ".txt")));
            return new NumpyTable(file, header, WordList.read(words, path, header.rows(), false, policy), format);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static Header readHeader(InputFile file, FaultPolicy policy) throws IOException {
        byte[] head = new byte[MAX_HEADER];
        int available = file.read(0, head, 0, head.length);
        if (available < 12 || !isNumpy(head)) {
            throw file.malformed(0, "does not begin with the magic number of a .npy file");
        }
        int version = head[6];
        if (version < 1 || version > 3) {
            throw file.malformed(6, "has the .npy format version " + version + "; versions 1 to 3 are supported");
        }
        int begin = version == 1 ? 10 : 12;
        long length = (head[8] & 0xFF) | (head[9] & 0xFF) << 8;
        if (version > 1) {
            length |= (long) (head[10] & 0xFF) << 16 | (long) (head[11] & 0xFF) << 24;
        }
        if (begin + length > available) {
            throw file.malformed(
                    8, "declares a header of " + length + " bytes, but " + (available - begin) + " are available");
        }
        return parse(file, new String(head, begin, (int) length, StandardCharsets.UTF_8), begin + length, policy);
    }

    private static Header parse(InputFile file, String text, long dataBegin, FaultPolicy policy) throws IOException {
        int bytesOfValue = switch (field(file, DESCR, text, "descr")) {
            case "<f2" -> 2;
            case "<f4" -> 4;
            case "<f8" -> 8;
            case String other ->
                throw file.malformed(
                        10,
                        "has values of type \"" + other
                                + "\"; save it with astype(\"<f4\"): only <f2, <f4 and <f8 are supported");
        };
        if (field(file, ORDER, text, "fortran_order").equals("True")) {
            throw file.malformed(10, "is in column-major order; save numpy.ascontiguousarray of the matrix");
        }
        String[] shape = field(file, SHAPE, text, "shape").strip().split("\\s*,\\s*", -1);
        if (shape.length != 2 || shape[1].isEmpty()) {
            throw file.malformed(10, "is not a matrix: its shape is (" + String.join(", ", shape) + ")");
        }
        long rows = number(file, shape[0]);
        long columns = number(file, shape[1]);
        if (columns == 0 || columns > LineScanner.MAX_LINE / Float.BYTES) {
            throw file.malformed(10, "has vectors of dimension " + columns);
        }
        // Neither factor reaches 2^31, and their product stays below 2^59.
        long needed = rows * columns * bytesOfValue;
        long follow = file.size() - dataBegin;
        if (needed != follow) {
            String problem = "declares " + rows + " vectors of dimension " + columns + ", which take " + needed
                    + " bytes, but " + follow + " follow";
            policy.handle(
                    needed > follow ? Fault.CUT_SHORT : Fault.TRAILING_BYTES,
                    problem,
                    () -> file.malformed(dataBegin, problem));
            rows = Math.min(rows, follow / (columns * bytesOfValue));
        }
        return new Header((int) rows, (int) columns, bytesOfValue, dataBegin);
    }

    private static String field(InputFile file, Pattern pattern, String text, String name) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw file.malformed(10, "its header has no valid " + name);
        }
        return matcher.group(1);
    }

    private static long number(InputFile file, String text) throws IOException {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > MAX_COUNT) {
            throw file.malformed(10, "has a length out of range in its shape: " + text);
        }
        return Long.parseLong(text);
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
        for (int id = first; id < first + count; ) {
            int end = id + 1;
            while (end < first + count && rows[end] - rows[id] == end - id) {
                end++;
            }
            readRows(id, end - id, target, (id - first) * dimension);
            id = end;
        }
    }

    /** Reads the vectors of words whose rows are adjacent. */
    private void readRows(int first, int count, float[] target, int offset) throws IOException {
        int values = count * dimension;
        byte[] bytes = new byte[Math.multiplyExact(values, bytesOfValue)];
        long begin = dataBegin + rows[first] * dimension * bytesOfValue;
        file.read(begin, bytes, 0, bytes.length);
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < values; i++) {
            float value = value(segment, i);
            target[offset + i] = value;
            if (!Float.isFinite(value)) {
                throw file.malformed(
                        begin + (long) i * bytesOfValue,
                        "the vector of \"" + vocabulary.word(first + i / dimension) + "\" is not finite");
            }
        }
    }

    private float value(MemorySegment segment, int i) {
        return switch (bytesOfValue) {
            case 2 ->
                Float.float16ToFloat(
                        segment.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i));
            case 4 -> segment.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 4L * i);
            default ->
                (float) segment.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8L * i);
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
