package org.wvtoolkit.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.wvtoolkit.progress.Workers;

/**
 * Second stage of encoding: renumbers the words of all spilled chunks by frequency, removes tokens
 * without an id, and computes sentence boundaries, in the order of the text.
 *
 * <p>Sentence boundaries are the distinct positions above 0, counted in kept tokens, at which a
 * sentence ends, including the end of the text. Empty sentences therefore disappear. The first pass
 * counts the tokens and boundaries of each chunk concurrently, unless all words are kept and the
 * workers have already counted them. A prefix sum gives the output offset of each chunk, and the
 * second pass writes the tokens and boundaries.
 */
final class ChunkAssembly {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MemorySegment spill;
    private final List<EncodingSink.Chunk> chunks;
    private final TableIds idOfNumber;
    private final boolean keepsAll;
    private final int threads;
    private final long[] tokensBefore;
    private final long[] boundariesBefore;

    /** Chunks that begin with the end of a sentence left open by an earlier chunk. */
    private final BitSet closesOpenSentence = new BitSet();

    private boolean lastSentenceIsOpen;

    /**
     * Creates an assembly.
     *
     * @param spill the mapped spill file
     * @param chunks all chunks in the order of the text
     * @param idOfNumber for each table, the word id of each of its word numbers, or −1
     * @param keepsAll whether every word number has an id
     * @param threads number of worker threads
     */
    ChunkAssembly(
            MemorySegment spill, List<EncodingSink.Chunk> chunks, TableIds idOfNumber, boolean keepsAll, int threads) {
        this.spill = spill;
        this.chunks = chunks;
        this.idOfNumber = idOfNumber;
        this.keepsAll = keepsAll;
        this.threads = threads;
        this.tokensBefore = new long[chunks.size() + 1];
        this.boundariesBefore = new long[chunks.size() + 1];
    }

    /** Provides the word ids of tables. Thread-safe. */
    @FunctionalInterface
    interface TableIds {
        int[] of(int table);
    }

    /** Writes a section of a tensor. */
    @FunctionalInterface
    interface Output {
        void write(long byteOffset, MemorySegment data) throws IOException;
    }

    /** Runs the first pass, which determines {@link #tokens} and {@link #sentences}. */
    void count() throws IOException {
        ChunkTally[] tallies = new ChunkTally[chunks.size()];
        if (keepsAll) {
            Arrays.setAll(tallies, number -> chunks.get(number).tally());
        } else {
            Workers.run(threads, tallies.length, number -> tallies[number] = tally(chunks.get(number)));
        }
        long tokens = 0;
        long boundaries = 0;
        long lastBoundary = 0;
        for (int number = 0; number < tallies.length; number++) {
            ChunkTally tally = tallies[number];
            tokensBefore[number] = tokens;
            boundariesBefore[number] = boundaries;
            if (tally.endsAtStart() && tokens > lastBoundary) {
                closesOpenSentence.set(number);
                lastBoundary = tokens;
                boundaries++;
            }
            if (tally.boundaries() > 0) {
                lastBoundary = tokens + tally.lastBoundary();
                boundaries += tally.boundaries();
            }
            tokens += tally.tokens();
        }
        tokensBefore[tallies.length] = tokens;
        lastSentenceIsOpen = lastBoundary < tokens;
        boundariesBefore[tallies.length] = boundaries;
    }

    /** Counts the tokens that have an id. */
    private ChunkTally tally(EncodingSink.Chunk chunk) {
        int[] ids = idOfNumber.of(chunk.table());
        ChunkTally tally = new ChunkTally();
        for (int number : numbers(chunk)) {
            if (number == EncodingSink.SENTENCE_END) {
                tally.endSentence();
            } else if (ids[number] >= 0) {
                tally.token();
            }
        }
        return tally;
    }

    /**
     * Returns the word numbers of a chunk as an array, which is many times faster than a segment
     * before JIT compilation.
     */
    private int[] numbers(EncodingSink.Chunk chunk) {
        return spill.asSlice(chunk.position(), 4L * chunk.length()).toArray(INT);
    }

    /** Returns the number of tokens that have an id. */
    long tokens() {
        return tokensBefore[chunks.size()];
    }

    /** Returns the number of non-empty sentences. */
    long sentences() {
        return boundariesBefore[chunks.size()] + (lastSentenceIsOpen ? 1 : 0);
    }

    /**
     * Runs the second pass.
     *
     * @param ids receives I32 [tokens]; called concurrently
     * @param sentenceOffsets receives I64 [sentences + 1]; called concurrently
     */
    void write(Output ids, Output sentenceOffsets) throws IOException {
        Workers.run(threads, chunks.size(), number -> writeChunk(number, ids, sentenceOffsets));
        try (Arena arena = Arena.ofConfined()) {
            sentenceOffsets.write(0, arena.allocateFrom(LONG, 0L));
            if (lastSentenceIsOpen) {
                sentenceOffsets.write(8 * sentences(), arena.allocateFrom(LONG, tokens()));
            }
        }
    }

    private void writeChunk(int chunkNumber, Output idOutput, Output offsetOutput) throws IOException {
        EncodingSink.Chunk chunk = chunks.get(chunkNumber);
        int[] ids = idOfNumber.of(chunk.table());
        long start = tokensBefore[chunkNumber];
        long firstBoundary = boundariesBefore[chunkNumber];
        long[] ends = new long[(int) (boundariesBefore[chunkNumber + 1] - firstBoundary)];
        int boundary = 0;
        ChunkTally tally = new ChunkTally();
        if (closesOpenSentence.get(chunkNumber)) {
            ends[boundary++] = start;
        }
        // Kept tokens are moved to the front of the same array.
        int[] numbers = numbers(chunk);
        for (int number : numbers) {
            if (number != EncodingSink.SENTENCE_END) {
                int id = ids[number];
                if (id >= 0) {
                    numbers[tally.tokens()] = id;
                    tally.token();
                }
            } else if (tally.endSentence()) {
                ends[boundary++] = start + tally.tokens();
            }
        }
        if (tally.tokens() > 0) {
            idOutput.write(4 * start, MemorySegment.ofArray(numbers).asSlice(0, 4L * tally.tokens()));
        }
        if (boundary > 0) {
            offsetOutput.write(8 * (firstBoundary + 1), MemorySegment.ofArray(ends));
        }
    }
}
