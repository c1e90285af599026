package org.wvtoolkit.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.ShortestDecimal;
import org.wvtoolkit.format.stream.WordBytes;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Writer of one line for each word with its decimal values, each with the fewest digits that
 * identify the float. Several threads format blocks of lines, and compress them if the file name
 * ends in {@code .gz}; blocks are written in order.
 */
final class TextWriter {
    private static final String PACKED = ".gz";

    private final VectorSource source;
    private final Path target;
    private final boolean words;
    private final char separator;
    private final boolean packed;

    /**
     * Creates a writer.
     *
     * @param words whether each line begins with the word
     * @param separator the field separator
     */
    TextWriter(VectorSource source, Path target, boolean words, char separator) {
        this.source = source;
        this.target = target;
        this.words = words;
        this.separator = separator;
        this.packed = isGzip(target);
    }

    /** Returns whether the file name indicates gzip compression. */
    static boolean isGzip(Path path) {
        return path.toString().endsWith(PACKED);
    }

    /**
     * Writes a text file; the caller commits it.
     *
     * @param head the first line with its line feed, or an empty string
     */
    void write(OrderedOutput output, String head, int threads, ProgressListener progress) throws IOException {
        progress.stage(
                "writing vectors",
                ProgressListener.Unit.ROWS,
                source.vocabulary().size());
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        output.write(0, packed ? pack(first, first.length) : first);
        RowBlocks.read(source, threads, progress, () -> new Lines(output));
    }

    /** Compresses bytes to one gzip member. Concatenated members form a valid gzip file. */
    private static byte[] pack(byte[] bytes, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16)) {
            gzip.write(bytes, 0, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** Formatter for blocks of lines. Not thread-safe. */
    private final class Lines implements RowBlocks.Consumer {
        private final OrderedOutput output;
        private final WordBytes word = new WordBytes(source.vocabulary(), target);
        private byte[] lines = new byte[1 << 16];

        Lines(OrderedOutput output) {
            this.output = output;
        }

        @Override
        public void accept(int block, int first, int count, float[] values) throws IOException {
            int length = layOut(first, count, values);
            output.write(block + 1, packed ? pack(lines, length) : Arrays.copyOf(lines, length));
        }

        @Override
        public void abandon() {
            output.fail();
        }

        private int layOut(int first, int count, float[] values) throws IOException {
            int dimension = source.dimension();
            int at = 0;
            for (int row = 0; row < count; row++) {
                int wordLength = words ? word.take(first + row, WordBytes.Forbidden.WHITESPACE) : 0;
                long needed = at + wordLength + 2L + (ShortestDecimal.MAX_LENGTH + 1L) * dimension;
                if (needed > lines.length) {
                    if (needed > Integer.MAX_VALUE - 16) {
                        throw new IOException(target + ": not written: a line needs " + needed + " bytes; choose "
                                + "a binary format");
                    }
                    lines = Arrays.copyOf(lines, (int) Math.min(Integer.MAX_VALUE - 16, needed + needed / 2));
                }
                if (words) {
                    System.arraycopy(word.bytes(), 0, lines, at, wordLength);
                    at += wordLength;
                    lines[at++] = (byte) separator;
                }
                for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                    at = ShortestDecimal.write(values[i], lines, at);
                    lines[at++] = (byte) separator;
                }
                lines[at - 1] = '\n';
            }
            return at;
        }
    }

    /** Returns the header line: number of words and dimension. */
    static String header(VectorSource source) {
        Vocabulary vocabulary = source.vocabulary();
        return vocabulary.size() + " " + source.dimension() + "\n";
    }
}
