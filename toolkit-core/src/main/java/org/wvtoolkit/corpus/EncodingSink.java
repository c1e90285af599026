package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * One worker's side of encoding: numbers words in the order in which this worker first meets them, and spills the numbers
 * of each finished chunk to a file that all workers share.
 */
final class EncodingSink implements TokenSink, AutoCloseable {
    /** Stands in the spill where a sentence ends. */
    static final int SENTENCE_END = -1;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /** Numbers written at a time: so few that they stay in the cache of the processor. */
    private static final int WRITTEN_AT_ONCE = 1 << 15;

    /**
     * Where a finished chunk lies in the spill.
     *
     * @param number its place in the text
     * @param worker which sink's numbers it holds
     * @param position the byte at which it begins
     * @param length how many numbers it has, ends of sentences included
     * @param tally of all its tokens
     */
    record Chunk(long number, int worker, long position, int length, ChunkTally tally) {}

    private final int worker;
    private final FileChannel spill;
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

    EncodingSink(int worker, FileChannel spill, AtomicLong spillEnd) {
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
            while (buffer.hasRemaining()) {
                at += spill.write(buffer, at);
            }
        }
        chunks.add(new Chunk(chunkNumber, worker, position, length, tally));
    }

    /** The words this worker met; to be read once it is done. */
    WordTable words() {
        return words;
    }

    /** The chunks this worker finished, in its own order. */
    List<Chunk> chunks() {
        return chunks;
    }

    /** How many tokens the finished chunks have. */
    long tokens() {
        return tokens;
    }

    @Override
    public void close() {
        words.close();
        arena.close();
    }
}
