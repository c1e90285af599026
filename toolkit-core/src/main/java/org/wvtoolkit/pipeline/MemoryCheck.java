package org.wvtoolkit.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Check that the arrays of a training method fit into the memory budget, before training starts.
 * Only arrays that grow with the vocabulary and cannot be in a temporary file count; a method keeps
 * everything else within the budget itself.
 *
 * <p>Not part of the public API.
 */
public final class MemoryCheck {
    /** Limit on the partial sums of the columns, as in {@link org.wvtoolkit.weighting.Marginals}. */
    private static final long PARTIAL_SUM_BYTES = 64L << 20;

    /** Heap of everything that {@link TrainingMethod#heapBytes} does not include. */
    private static final long OTHER_HEAP_BYTES = 24L << 20;

    private MemoryCheck() {}

    /**
     * Returns whether a method fits into the memory budget.
     *
     * @param method the training method
     * @param vocabulary the words to train
     * @param resources the budget
     * @return false if {@link Training} would refuse the training
     */
    public static boolean fits(TrainingMethod method, Vocabulary vocabulary, Resources resources) {
        return method.memoryBytes(vocabulary, resources.threads()) <= resources.memoryBytes();
    }

    /**
     * Requires that a method fits into the Java heap.
     *
     * @param method the training method
     * @param vocabulary the words to train
     * @throws ConflictingOptionsException if it does not fit
     */
    public static void requireHeap(TrainingMethod method, Vocabulary vocabulary) {
        long needed = method.heapBytes(vocabulary) + OTHER_HEAP_BYTES;
        long limit = Runtime.getRuntime().maxMemory();
        if (needed > limit) {
            throw new ConflictingOptionsException(
                    "{} is too large for method " + method.name() + ", which needs a heap of " + megabytes(needed)
                            + " and has " + megabytes(limit) + "; lower it, or set WV_HEAP="
                            + megabytes(needed).replace(" MB", "m") + " (-Xmx in a Java program)",
                    "dimension");
        }
    }

    /**
     * Requires that a method fits into the memory budget.
     *
     * @param fromText whether the vocabulary can still be changed by options
     * @throws ConflictingOptionsException if it does not fit
     */
    static void require(TrainingMethod method, Vocabulary vocabulary, Resources resources, boolean fromText) {
        requireHeap(method, vocabulary);
        if (fits(method, vocabulary, resources)) {
            return;
        }
        List<String> remedies = new ArrayList<>();
        List<String> options = new ArrayList<>();
        options.add("memory");
        remedies.add("raise it");
        if (fromText) {
            remedies.add("keep fewer words with {} or {}");
            options.add("min-count");
            options.add("max-vocabulary");
        }
        if (method.options().containsKey("dimension")) {
            remedies.add("lower {}");
            options.add("dimension");
        }
        throw new ConflictingOptionsException(
                "{} of " + megabytes(resources.memoryBytes()) + " is too small for method " + method.name() + ", which"
                        + " needs " + megabytes(method.memoryBytes(vocabulary, resources.threads())) + " for "
                        + vocabulary.size() + " words; " + String.join(", or ", remedies),
                options.toArray(String[]::new));
    }

    /**
     * Formats a size for messages.
     *
     * @param bytes at least 0
     * @return the size in MB of 2²⁰ bytes, rounded up
     */
    public static String megabytes(long bytes) {
        return ((bytes + (1 << 20) - 1) >> 20) + " MB";
    }

    /** Returns the size of a copy of a vocabulary. */
    static long vocabularyBytes(Vocabulary vocabulary) {
        return vocabulary.utf8().byteSize() + 20L * vocabulary.size();
    }

    /** Returns the size of a matrix with a row for each word. */
    static long matrixBytes(Vocabulary vocabulary, int dimension) {
        return 4L * FloatMatrix.paddedColumns(dimension) * vocabulary.size();
    }

    /** Returns the memory of counting: row pointers, subsampling, and the position lists of a block. */
    static long countingBytes(Vocabulary vocabulary, int threads) {
        return vocabulary.size() * (16L + 4L * (threads + 1));
    }

    /** Returns the memory of weighting: row sums, row pointers, and sums and divisors of the columns. */
    static long weightingBytes(Vocabulary vocabulary, CooccurrenceOptions counting) {
        long columnBytes = 8L * vocabulary.size() * counting.slots();
        return 16L * vocabulary.size() + columnBytes + Math.clamp(PARTIAL_SUM_BYTES, columnBytes, 8 * columnBytes);
    }
}
