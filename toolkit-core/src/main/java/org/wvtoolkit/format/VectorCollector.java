package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/** Words and vectors as they come out of a file, off the heap. Confined to a thread until it is finished. */
final class VectorCollector implements AutoCloseable {
    /** Readable bytes that the vocabulary asks for behind the last word. */
    private static final int SLACK = 8;

    private final VectorInput input;
    private final Arena arena;
    private final FloatMatrix vectors;
    private final long[] offsets;
    private Arena wordArena;
    private MemorySegment words;
    private int row;
    private boolean finished;

    /**
     * Takes memory for what a file claims, which {@link VectorInput#checkRoom} has found room for.
     *
     * @param input where the vectors come from, for messages
     */
    @SuppressWarnings("MustBeClosedChecker") // closed here, or handed over with the embeddings
    VectorCollector(VectorInput input, VectorInput.Claim claim) {
        this.input = input;
        this.offsets = new long[claim.rows() + 1];
        this.arena = Arena.ofShared();
        this.wordArena = Arena.ofConfined();
        this.words = wordArena.allocate(1 << 16);
        try {
            this.vectors = FloatMatrix.allocate(arena, claim.rows(), claim.dimension());
        } catch (Throwable failure) {
            arena.close();
            wordArena.close();
            throw failure;
        }
    }

    /**
     * Takes a word and its vector.
     *
     * @param at where the vector is in the file, for messages
     * @throws IOException if a value is not finite
     */
    void add(byte[] word, int length, float[] vector, long at) throws IOException {
        float sum = 0;
        for (float value : vector) {
            sum += value * 0f;
        }
        // A finite value times 0 is 0; NaN and infinite ones make NaN.
        if (sum != 0) {
            throw input.malformed(
                    at, "the vector of \"" + new String(word, 0, length, StandardCharsets.UTF_8) + "\" is not finite");
        }
        vectors.setRow(row, vector, 0);
        long begin = offsets[row];
        if (begin + length + SLACK > words.byteSize()) {
            grow(begin + length + SLACK);
        }
        MemorySegment.copy(word, 0, words, ValueLayout.JAVA_BYTE, begin, length);
        offsets[++row] = begin + length;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the collector
    private void grow(long least) {
        Arena larger = Arena.ofConfined();
        MemorySegment copy = larger.allocate(Math.max(least, 2 * words.byteSize()));
        MemorySegment.copy(words, 0, copy, 0, offsets[row]);
        wordArena.close();
        wordArena = larger;
        words = copy;
    }

    /**
     * Makes embeddings of everything that was taken, which own the memory from now on.
     *
     * @throws IOException if a word came twice
     */
    DenseEmbeddings finish(ModelMetadata metadata) throws IOException {
        Vocabulary vocabulary;
        try {
            vocabulary = VocabularyBuilder.of(words, offsets, new long[offsets.length - 1]);
        } catch (IllegalArgumentException twice) {
            throw input.malformed(-1, String.valueOf(twice.getMessage()));
        }
        DenseEmbeddings embeddings =
                DenseEmbeddings.of(vocabulary, vectors, metadata).owning(arena);
        finished = true;
        return embeddings;
    }

    @Override
    public void close() {
        wordArena.close();
        if (!finished) {
            arena.close();
        }
    }
}
