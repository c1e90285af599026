package org.wvtoolkit.evaluation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.kernel.AnalogyKernels;

/**
 * The cosines of some words with all candidates, block by block. Threads: one at a time for each block, several blocks at
 * once.
 */
interface CosineBlocks {
    /** Candidates of a block. */
    int CANDIDATES = AnalogyKernels.CANDIDATES;

    /** Words asked for at a time, at most: a block of their cosines is 256 KiB. */
    int MOST_WORDS = 1024;

    /**
     * Prepares for some words.
     *
     * @param embeddings the model
     * @param words their ids
     * @param arena holds what is prepared
     * @return the blocks
     */
    static CosineBlocks of(Embeddings embeddings, int[] words, Arena arena) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> new DenseCosines(dense, words, arena);
            case CompressedEmbeddings compressed -> new DenseCosines(compressed.decompress(), words, arena);
            case SparseEmbeddings sparse -> new SparseCosines(sparse, words, arena);
        };
    }

    /**
     * How many words to ask for at a time.
     *
     * @param embeddings the model
     * @return so many that a block stays in a core's own cache, and that what is prepared stays small
     */
    static int wordsAtATime(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> MOST_WORDS;
            case CompressedEmbeddings compressed -> MOST_WORDS;
            case SparseEmbeddings sparse -> SparseCosines.wordsAtATime(sparse.dimension());
        };
    }

    /**
     * Whether no cosine can be below 0.
     *
     * @param embeddings the model
     * @return true for counts, and for weights none of which is below 0
     */
    static boolean neverNegative(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> false;
            case CompressedEmbeddings compressed -> false;
            case SparseEmbeddings sparse -> SparseCosines.neverNegative(sparse.vectors());
        };
    }

    /**
     * Computes a block: a row for each word, a column for each of {@value #CANDIDATES} candidates from the first on. What lies
     * behind the last candidate, or has a vector of zeros, has the cosine 0.
     *
     * @param first id of the first candidate
     * @param end id behind the last candidate there is
     * @param block takes the cosines
     * @param scratch belongs to the calling thread
     */
    void fill(int first, int end, MemorySegment block, MemorySegment scratch);

    /**
     * What {@link #fill} needs for itself.
     *
     * @return bytes
     */
    long scratchBytes();

    /**
     * Whether a candidate can be an answer.
     *
     * @param id its id
     * @return false if its vector is of zeros
     */
    boolean hasDirection(int id);
}
