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
 * and writes the numbers of each finished chunk to a spill file shared by all workers. A table that
 * reaches the limits of {@link WordSpill} is written to a sorted run and begun again.
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
     * @param table number of the table that assigned the word numbers
     * @param position file offset of the chunk in bytes
     * @param length number of word numbers, including ends of sentences
     * @param tally counts of all tokens
     */
    record Chunk(long number, int table, long position, int length, ChunkTally tally) {}

    private final FileChannel spill;
    private final Path spillFolder;
    private final AtomicLong spillEnd;
    private final WordSpill wordSpill;
    private final List<Chunk> chunks = new ArrayList<>();
    private final WordTable words = new WordTable();
    private int table;
    private long wordsBefore;
    private long textBefore;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment outgoing = arena.allocate(INT, WRITTEN_AT_ONCE);
    private int[] numbers = new int[1 << 16];
    private int length;
    private long chunkNumber;
    private ChunkTally tally = new ChunkTally();
    private long tokens;

    EncodingSink(FileChannel spill, Path spillFolder, AtomicLong spillEnd, WordSpill wordSpill) {
        this.spillFolder = spillFolder;
        this.spill = spill;
        this.spillEnd = spillEnd;
        this.wordSpill = wordSpill;
        this.table = wordSpill.nextTable();
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
        chunks.add(new Chunk(chunkNumber, table, position, length, tally));
        // Word numbers of a chunk refer to one table, so the table is checked between chunks, with room for a
        // chunk of as many new words as the last one.
        if (wordSpill.isFull(words, words.size() - wordsBefore, words.textBytes() - textBefore)) {
            spillWords();
        }
        wordsBefore = words.size();
        textBefore = words.textBytes();
    }

    /** Writes the words to a sorted run, unless there are none, and begins a new table. */
    void spillWords() throws IOException {
        if (words.size() > 0) {
            wordSpill.write(table, words);
            words.clear();
            table = wordSpill.nextTable();
        }
    }

    /** Returns the number of the current table. */
    int table() {
        return table;
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

    /** Frees the memory of the words. Closing twice has no effect. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            words.close();
            arena.close();
        }
    }
}
