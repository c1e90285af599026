package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Sink of one worker during encoding. Numbers words in order of first occurrence in this worker,
 * and writes the numbers of each finished chunk to a spill file shared by all workers.
 */
final class EncodingSink implements TokenSink, AutoCloseable {
    /** Marks the end of a sentence in the spill file. */
    static final int SENTENCE_END = -1;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** Number of word numbers written at a time; small enough to stay in the processor cache. */
    private static final int WRITTEN_AT_ONCE = 1 << 15;

    /**
     * Location of a finished chunk in the spill file.
     *
     * @param number position of the chunk in the text
     * @param worker number of the sink that assigned the word numbers
     * @param position file offset of the chunk in bytes
     * @param length number of word numbers, including ends of sentences
     * @param tally counts of all tokens
     */
    record Chunk(long number, int worker, long position, int length, ChunkTally tally) {}

    private final int worker;
    private final FileChannel spill;
    private final Path spillFolder;
    private final AtomicLong spillEnd;
    private final List<Chunk> chunks = new ArrayList<>();
    private final WordTable words = new WordTable();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment outgoing = arena.allocate(INT, WRITTEN_AT_ONCE);
    private int[] numbers = new int[1 << 16];
    private int length;
    private long chunkNumber;
    private ChunkTally tally = new ChunkTally();
    private long tokens;

    EncodingSink(int worker, FileChannel spill, Path spillFolder, AtomicLong spillEnd) {
        this.spillFolder = spillFolder;
        this.worker = worker;
        this.spill = spill;
        this.spillEnd = spillEnd;
    }

    @Override
    public void beginChunk(long number) {
        chunkNumber = number;
        tally = new ChunkTally();
        length = 0;
    }

    @Override
    public void token(byte[] utf8, int offset, int bytes) {
        tally.token();
        append(words.add(utf8, offset, bytes));
    }

    @Override
    public void endSentence() {
        tally.endSentence();
        append(SENTENCE_END);
    }

    private void append(int number) {
        if (length == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * length);
        }
        numbers[length++] = number;
    }

    @Override
    public void endChunk() throws IOException {
        tokens += tally.tokens();
        long bytes = 4L * length;
        long position = spillEnd.getAndAdd(bytes);
        long at = position;
        for (int begin = 0; begin < length; begin += WRITTEN_AT_ONCE) {
            int count = Math.min(WRITTEN_AT_ONCE, length - begin);
            MemorySegment.copy(numbers, begin, outgoing, INT, 0, count);
            ByteBuffer buffer = outgoing.asSlice(0, 4L * count).asByteBuffer();
            try {
                while (buffer.hasRemaining()) {
                    at += spill.write(buffer, at);
                }
            } catch (IOException failure) {
                throw TemporaryFiles.cannotWrite(spillFolder, failure);
            }
        }
        chunks.add(new Chunk(chunkNumber, worker, position, length, tally));
    }

    /** Returns the words of this worker. Must be read after the worker has finished. */
    WordTable words() {
        return words;
    }

    /** Returns the chunks that this worker finished, in the order of processing. */
    List<Chunk> chunks() {
        return chunks;
    }

    /** Returns the number of tokens in the finished chunks. */
    long tokens() {
        return tokens;
    }

    @Override
    public void close() {
        words.close();
        arena.close();
    }
}
