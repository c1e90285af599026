package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.WordBytes;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The binary format of word2vec.c: a header line with the number of words and the dimension, then
 * for each word its bytes, a space, and the values as 32-bit little-endian floats. word2vec.c
 * writes a line feed after each vector, gensim does not. The metadata record which of the two a
 * file uses, so that it is written back byte for byte.
 */
final class Word2vecBinaryFormat implements VectorFormat {
    /** Metadata entry for the end of each vector: {@value #LINE_FEED} or {@value #NOTHING}. */
    static final String ROW_END = "word2vec.row_end";

    static final String LINE_FEED = "line feed";
    static final String NOTHING = "nothing";

    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String name() {
        return "word2vec-binary";
    }

    @Override
    public String description() {
        return "the .bin of word2vec.c, gensim and other tools";
    }

    @Override
    public List<String> extensions() {
        return List.of(".bin");
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        return !head.compressed() && head.hasHeaderLine() && !head.isTextAfterFirstLine();
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        ModelMetadata metadata = ModelMetadata.EMPTY.with(ModelMetadata.IMPORTED_FROM, name());
        return Word2vecBinaryTable.open(InputFile.open(path), metadata, policy, progress);
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        boolean lineFeed = !source.metadata().get(ROW_END).orElse(LINE_FEED).equals(NOTHING);
        progress.stage(
                "writing vectors",
                ProgressListener.Unit.ROWS,
                source.vocabulary().size());
        try (OrderedOutput output = OrderedOutput.create(target)) {
            output.write(0, TextWriter.header(source).getBytes(StandardCharsets.US_ASCII));
            RowBlocks.read(source, threads, progress, () -> new Rows(source, output, target, lineFeed));
            output.commit();
        }
    }

    /** Formatter for blocks of rows. Not thread-safe. */
    private static final class Rows implements RowBlocks.Consumer {
        private final int dimension;
        private final OrderedOutput output;
        private final WordBytes word;
        private final boolean lineFeed;

        Rows(VectorSource source, OrderedOutput output, Path target, boolean lineFeed) {
            this.dimension = source.dimension();
            this.output = output;
            this.word = new WordBytes(source.vocabulary(), target);
            this.lineFeed = lineFeed;
        }

        @Override
        public void accept(int block, int first, int count, float[] values) throws IOException {
            output.write(block + 1, layOut(first, count, values));
        }

        @Override
        public void abandon() {
            output.fail();
        }

        private byte[] layOut(int first, int count, float[] values) throws IOException {
            byte[] bytes = new byte[count * (4 * dimension + 2)];
            int at = 0;
            for (int row = 0; row < count; row++) {
                int wordLength = word.take(first + row, WordBytes.Forbidden.SPACE_AND_LINE_FEED);
                int rest = (count - row) * (4 * dimension + 2);
                if (at + wordLength + rest > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.addExact(at + wordLength, rest + rest / 2));
                }
                System.arraycopy(word.bytes(), 0, bytes, at, wordLength);
                at += wordLength;
                bytes[at++] = ' ';
                MemorySegment.copy(values, row * dimension, MemorySegment.ofArray(bytes), LITTLE_ENDIAN, at, dimension);
                at += 4 * dimension;
                if (lineFeed) {
                    bytes[at++] = '\n';
                }
            }
            return Arrays.copyOf(bytes, at);
        }
    }
}
