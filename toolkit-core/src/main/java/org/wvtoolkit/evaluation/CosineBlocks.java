package org.wvtoolkit.evaluation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.kernel.AnalogyKernels;

/**
 * Cosines of given words with all candidates, computed in blocks. Different blocks may be computed
 * concurrently.
 */
interface CosineBlocks {
    /** Number of candidates in a block. */
    int CANDIDATES = AnalogyKernels.CANDIDATES;

    /** Maximum number of words in a batch: a block of their cosines has 256 KiB. */
    int MAX_WORDS = 1024;

    /**
     * Prepares the computation for a batch of words.
     *
     * @param embeddings the model
     * @param words their ids
     * @param arena owner of the prepared data
     * @return the blocks
     */
    static CosineBlocks of(Embeddings embeddings, int[] words, Arena arena) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> new DenseCosines(dense, words, arena);
            case CompressedEmbeddings compressed -> new DenseCosines(compressed.decompress(arena), words, arena);
            case SparseEmbeddings sparse -> new SparseCosines(sparse, words, arena);
        };
    }

    /**
     * Returns the maximum number of words in a batch.
     *
     * @param embeddings the model
     * @return a number for which a block stays in the cache of a core and the prepared data stay
     *     small
     */
    static int wordsAtATime(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> MAX_WORDS;
            case CompressedEmbeddings compressed -> MAX_WORDS;
            case SparseEmbeddings sparse -> SparseCosines.wordsAtATime(sparse.dimension());
        };
    }

    /**
     * Returns whether all cosines are non-negative.
     *
     * @param embeddings the model
     * @return true for counts, and for weights without negative values
     */
    static boolean neverNegative(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> false;
            case CompressedEmbeddings compressed -> false;
            case SparseEmbeddings sparse -> SparseCosines.neverNegative(sparse.vectors());
        };
    }

    /**
     * Computes a block with a row for each word and a column for each of {@value #CANDIDATES}
     * candidates. Columns after the last candidate and those of zero vectors have cosine 0.
     *
     * @param first id of the first candidate
     * @param end id after the last candidate
     * @param block receives the cosines
     * @param scratch memory for the calling thread
     */
    void fill(int first, int end, MemorySegment block, MemorySegment scratch);

    /**
     * Returns the number of bytes of scratch memory that {@link #fill} needs.
     *
     * @return number of bytes
     */
    long scratchBytes();

    /**
     * Returns whether a candidate can be an answer.
     *
     * @param id its id
     * @return false for a zero vector
     */
    boolean hasDirection(int id);
}
