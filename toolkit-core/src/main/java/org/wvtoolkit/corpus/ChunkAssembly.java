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
 * Puts spilled chunks together in the order of the text: renumbers words by frequency, leaves out those without an id, and
 * finds where sentences begin.
 *
 * <p>The boundaries of sentences are the distinct places above 0, counted in kept tokens, at which a sentence ends; the end
 * of the text is one. So sentences that end up empty vanish of themselves. A first pass counts, chunk by chunk and
 * concurrently, unless all words are kept and the workers have counted already; a sum over the chunks then tells where each
 * one's tokens and boundaries go; a second pass writes them.
 */
final class ChunkAssembly {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MemorySegment spill;
    private final List<EncodingSink.Chunk> chunks;
    private final int[][] idOfNumber;
    private final boolean keepsAll;
    private final int threads;
    private final long[] tokensBefore;
    private final long[] boundariesBefore;

    /** Chunks at whose very beginning a sentence ends that an earlier chunk left open. */
    private final BitSet closesOpenSentence = new BitSet();

    private boolean lastSentenceIsOpen;

    /**
     * Prepares the assembly.
     *
     * @param spill the mapped spill
     * @param chunks all chunks, by their place in the text
     * @param idOfNumber for each worker, the word id of each of its numbers, or −1
     * @param keepsAll whether every number has an id
     * @param threads worker threads
     */
    ChunkAssembly(
            MemorySegment spill, List<EncodingSink.Chunk> chunks, int[][] idOfNumber, boolean keepsAll, int threads) {
        this.spill = spill;
        this.chunks = chunks;
        this.idOfNumber = idOfNumber;
        this.keepsAll = keepsAll;
        this.threads = threads;
        this.tokensBefore = new long[chunks.size() + 1];
        this.boundariesBefore = new long[chunks.size() + 1];
    }

    /** Writes a piece of a tensor to its place. */
    @FunctionalInterface
    interface Output {
        void write(long byteOffset, MemorySegment data) throws IOException;
    }

    /** The first pass; afterwards {@link #tokens} and {@link #sentences} are known. */
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

    /** Of the tokens that have an id. */
    private ChunkTally tally(EncodingSink.Chunk chunk) {
        int[] ids = idOfNumber[chunk.worker()];
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

    /** A chunk's numbers as an array: a cold virtual machine is many times quicker through it. */
    private int[] numbers(EncodingSink.Chunk chunk) {
        return spill.asSlice(chunk.position(), 4L * chunk.length()).toArray(INT);
    }

    /** Tokens that have an id. */
    long tokens() {
        return tokensBefore[chunks.size()];
    }

    /** Sentences that are not empty. */
    long sentences() {
        return boundariesBefore[chunks.size()] + (lastSentenceIsOpen ? 1 : 0);
    }

    /**
     * The second pass.
     *
     * @param ids takes I32 [tokens]; called concurrently
     * @param sentenceOffsets takes I64 [sentences + 1]; called concurrently
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
        int[] ids = idOfNumber[chunk.worker()];
        long start = tokensBefore[chunkNumber];
        long firstBoundary = boundariesBefore[chunkNumber];
        long[] places = new long[(int) (boundariesBefore[chunkNumber + 1] - firstBoundary)];
        int boundary = 0;
        ChunkTally tally = new ChunkTally();
        if (closesOpenSentence.get(chunkNumber)) {
            places[boundary++] = start;
        }
        // What is kept moves to the front of the same array.
        int[] numbers = numbers(chunk);
        for (int number : numbers) {
            if (number != EncodingSink.SENTENCE_END) {
                int id = ids[number];
                if (id >= 0) {
                    numbers[tally.tokens()] = id;
                    tally.token();
                }
            } else if (tally.endSentence()) {
                places[boundary++] = start + tally.tokens();
            }
        }
        if (tally.tokens() > 0) {
            idOutput.write(4 * start, MemorySegment.ofArray(numbers).asSlice(0, 4L * tally.tokens()));
        }
        if (boundary > 0) {
            offsetOutput.write(8 * (firstBoundary + 1), MemorySegment.ofArray(places));
        }
    }
}
