package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.Faults;
import org.wvtoolkit.format.stream.FoundWords;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.format.stream.LineScanner;
import org.wvtoolkit.format.stream.WordsAndDimension;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.Vocabulary;

/** The rows of a word2vec binary file. Opening finds where each begins. */
final class Word2vecBinaryTable implements VectorSource {
    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 1 << 18;

    /** Bytes between two reports of progress. */
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
     * Finds the rows.
     *
     * @param file closed with the table, or here if it is refused
     * @param metadata of the format; how rows end is added
     * @param faults told of what is passed over; null if nothing shall be
     */
    static Word2vecBinaryTable open(
            InputFile file, ModelMetadata metadata, @Nullable Faults faults, ProgressListener progress)
            throws IOException {
        try {
            WordsAndDimension claim = WordsAndDimension.read(file);
            // At the least an empty word and the space.
            if (faults == null) {
                claim.checkRoom(file, 4L * claim.dimension() + 1);
            }
            if (claim.dimension() > LineScanner.MAX_LINE / Float.BYTES) {
                throw file.malformed(0, "claims vectors of " + 4L * claim.dimension() + " bytes each");
            }
            progress.stage("reading words", ProgressListener.Unit.BYTES, file.size());
            FoundWords all = new FoundWords();
            String rowEnd = new Walk(file, claim, faults, progress).run(all);
            List<FoundWords> found = faults == null ? List.of(all) : FoundWords.firstOfEach(List.of(all), faults);
            long[] values = FoundWords.values(found);
            Vocabulary vocabulary = FoundWords.vocabulary(file, found, new long[0]);
            return new Word2vecBinaryTable(
                    file, claim.dimension(), vocabulary, values, metadata.with(Word2vecBinaryFormat.ROW_END, rowEnd));
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    /** From word to word, through a buffer. Confined to a thread. */
    private static final class Walk {
        private final InputFile file;
        private final WordsAndDimension claim;
        private final @Nullable Faults faults;
        private final ProgressListener progress;
        private final byte[] buffer = new byte[Math.max(BUFFER, 2 * LineScanner.MAX_WORD)];
        private int length;
        private long begin;
        private long reported;

        Walk(InputFile file, WordsAndDimension claim, @Nullable Faults faults, ProgressListener progress) {
            this.file = file;
            this.claim = claim;
            this.faults = faults;
            this.progress = progress;
        }

        String run(FoundWords found) throws IOException {
            String rowEnd = Word2vecBinaryFormat.LINE_FEED;
            long vectorBytes = 4L * claim.dimension();
            long at = claim.dataBegin();
            for (int row = 0; row < claim.words(); row++) {
                int wordLength = wordLength(at);
                long valuesBegin = at + wordLength + 1;
                if (wordLength < 0 || valuesBegin + vectorBytes > file.size()) {
                    passOver(
                            Fault.CUT_SHORT,
                            file.size(),
                            wordLength < 0
                                    ? "the file ends where a word should be"
                                    : "the file ends inside vector " + row + " of " + claim.words());
                    return rowEnd;
                }
                found.add(buffer, (int) (at - begin), wordLength, valuesBegin);
                at = valuesBegin + vectorBytes;
                // No word begins with a line feed, so one that is there ends the vector.
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
            if (at < file.size()) {
                passOver(Fault.TRAILING_BYTES, at, (file.size() - at) + " bytes follow the last vector");
            }
            return rowEnd;
        }

        private void passOver(Fault fault, long at, String problem) throws IOException {
            if (faults == null) {
                throw file.malformed(at, problem);
            }
            faults.add(fault, problem);
        }

        private byte peek(long at) throws IOException {
            require(at, 1);
            return buffer[(int) (at - begin)];
        }

        /** Length of the word at a place, which the buffer holds then; −1 if the file ends before it does. */
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
                    throw file.malformed(at, "a word of more than " + LineScanner.MAX_WORD + " bytes, without a space");
                }
                if (available >= file.size() - at) {
                    return -1;
                }
            }
        }

        /** Sees to it that the buffer holds bytes of a place, as many as wanted or the file has; tells how many it holds. */
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
            // Very long words lie between.
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
                // A finite value times 0 is 0; NaN and infinite ones make NaN.
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
