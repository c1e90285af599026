package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.VectorFileHeader;
import org.wvtoolkit.format.stream.WordOffsets;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Rows of a word2vec binary file. Opening finds the offset of each row. */
final class Word2vecBinaryTable implements VectorSource {
    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 18;

    /** Number of bytes between two progress reports. */
    private static final long REPORT = 1 << 24;

    private final InputFile file;
    private final int dimension;
    private final Vocabulary vocabulary;
    private final long[] values;
    private final ModelMetadata metadata;

    private Word2vecBinaryTable(
            InputFile file, int dimension, Vocabulary vocabulary, long[] values, ModelMetadata metadata) {
        this.file = file;
        this.dimension = dimension;
        this.vocabulary = vocabulary;
        this.values = values;
        this.metadata = metadata;
    }

    /**
     * Scans a file for its rows.
     *
     * @param file closed with the table, or by this method if it fails
     * @param metadata metadata of the format; the row end is added
     * @param policy decides whether defective rows are skipped or an error
     */
    static Word2vecBinaryTable open(
            InputFile file, ModelMetadata metadata, FaultPolicy policy, ProgressListener progress) throws IOException {
        try {
            VectorFileHeader header = VectorFileHeader.read(file);
            // The minimum is an empty word and the space.
            if (!policy.skipsDefects()) {
                header.checkFileSize(file, 4L * header.dimension() + 1);
            }
            if (header.dimension() > LineScanner.MAX_LINE / Float.BYTES) {
                throw file.malformed(0, "declares vectors of " + 4L * header.dimension() + " bytes each");
            }
            progress.stage("reading words", ProgressListener.Unit.BYTES, file.size());
            WordOffsets all = new WordOffsets();
            String rowEnd = new WordScan(file, header, policy, progress).run(all);
            List<WordOffsets> found = WordOffsets.withoutDuplicates(file, List.of(all), policy);
            long[] values = WordOffsets.values(found);
            Vocabulary vocabulary = WordOffsets.vocabulary(file, found, new long[0]);
            return new Word2vecBinaryTable(
                    file, header.dimension(), vocabulary, values, metadata.with(Word2vecBinaryFormat.ROW_END, rowEnd));
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /** Buffered scan from word to word. Not thread-safe. */
    private static final class WordScan {
        /** Maximum number of bytes of line ends after the last vector. */
        private static final int MAX_LINE_ENDS = 4;

        private final InputFile file;
        private final VectorFileHeader header;
        private final FaultPolicy policy;
        private final ProgressListener progress;
        private final byte[] buffer = new byte[Math.max(BUFFER, 2 * LineScanner.MAX_WORD)];
        private int length;
        private long begin;
        private long reported;

        WordScan(InputFile file, VectorFileHeader header, FaultPolicy policy, ProgressListener progress) {
            this.file = file;
            this.header = header;
            this.policy = policy;
            this.progress = progress;
        }

        String run(WordOffsets found) throws IOException {
            String rowEnd = Word2vecBinaryFormat.LINE_FEED;
            long vectorBytes = 4L * header.dimension();
            long at = header.dataBegin();
            for (int row = 0; row < header.words(); row++) {
                int wordLength = wordLength(at);
                long valuesBegin = at + wordLength + 1;
                if (wordLength < 0 || valuesBegin + vectorBytes > file.size()) {
                    skip(
                            Fault.CUT_SHORT,
                            file.size(),
                            wordLength < 0
                                    ? "the file ends where a word is expected"
                                    : "the file ends inside vector " + row + " of " + header.words());
                    return rowEnd;
                }
                found.add(buffer, (int) (at - begin), wordLength, valuesBegin);
                at = valuesBegin + vectorBytes;
                // No word begins with a line feed, so a line feed here ends the vector.
                if (at < file.size() && peek(at) == '\n') {
                    at++;
                } else if (row == 0) {
                    rowEnd = Word2vecBinaryFormat.NOTHING;
                }
                if (at - reported > REPORT) {
                    progress.advanced(at, "");
                    reported = at;
                }
            }
            // Line ends at the end of the file contain no data.
            while (at < file.size() && file.size() - at <= MAX_LINE_ENDS && (peek(at) == '\n' || peek(at) == '\r')) {
                at++;
            }
            if (at < file.size()) {
                skip(Fault.TRAILING_BYTES, at, (file.size() - at) + " bytes follow the last vector");
            }
            return rowEnd;
        }

        private void skip(Fault fault, long at, String problem) throws IOException {
            policy.handle(fault, problem, () -> file.malformed(at, problem));
        }

        private byte peek(long at) throws IOException {
            require(at, 1);
            return buffer[(int) (at - begin)];
        }

        /**
         * Returns the length of the word at an offset, and loads it into the buffer. Returns −1 if
         * the file ends first.
         */
        private int wordLength(long at) throws IOException {
            for (int wanted = 1 << 8; ; wanted = 1 << 21) {
                int available = Math.min(require(at, wanted), LineScanner.MAX_WORD + 1);
                int from = (int) (at - begin);
                for (int i = 0; i < available; i++) {
                    if (buffer[from + i] == ' ') {
                        return i;
                    }
                }
                if (available > LineScanner.MAX_WORD) {
                    throw file.malformed(at, "a word is longer than " + LineScanner.MAX_WORD + " bytes");
                }
                if (available >= file.size() - at) {
                    return -1;
                }
            }
        }

        /**
         * Loads bytes at an offset into the buffer, as many as requested or remaining in the file.
         * Returns the number of bytes available.
         */
        private int require(long at, int wanted) throws IOException {
            if (at < begin || at + wanted > begin + length) {
                boolean small = wanted <= BUFFER;
                begin = at;
                length = file.read(at, buffer, 0, small ? BUFFER : wanted);
            }
            return (int) (begin + length - at);
        }
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
        long bytes = values[first + count - 1] + 4L * dimension - begin;
        if (bytes > LineScanner.MAX_LINE && count > 1) {
            // Very long words lie between the rows.
            read(first, count / 2, target, offset);
            read(first + count / 2, count - count / 2, target, offset + count / 2 * dimension);
            return;
        }
        byte[] block = new byte[(int) bytes];
        file.read(begin, block, 0, block.length);
        MemorySegment segment = MemorySegment.ofArray(block);
        for (int row = 0; row < count; row++) {
            long at = values[first + row];
            MemorySegment.copy(segment, LITTLE_ENDIAN, at - begin, target, offset + row * dimension, dimension);
            float sum = 0;
            for (int i = 0; i < dimension; i++) {
                // A finite value times 0 is 0; NaN and infinity give NaN.
                sum += target[offset + row * dimension + i] * 0f;
            }
            if (sum != 0) {
                throw file.malformed(at, "the vector of \"" + vocabulary.word(first + row) + "\" is not finite");
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
