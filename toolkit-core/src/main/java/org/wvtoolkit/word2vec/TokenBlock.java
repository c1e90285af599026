package org.wvtoolkit.word2vec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * Section of the corpus after subsampling, with the surrounding tokens that windows reach. Whether
 * a token is kept depends on its position only, so every window is complete, for any sentence
 * length and block boundary.
 *
 * <p>Windows do not cross sentence boundaries or the boundaries of the {@link HeldOut} sample.
 *
 * <p>Not thread-safe; reused for all blocks of a thread.
 */
final class TokenBlock {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Number of tokens outside the block that are read at a time. */
    private static final int NEARBY = 64;

    private final EncodedCorpus corpus;
    private final long firstPosition;
    private final MemorySegment corpusIds;
    private final MemorySegment sentenceOffsets;
    private final Subsampling subsampling;
    private final HeldOut heldOut;
    private final boolean wantsHeldOut;
    private final int window;
    private final int tokens;

    /** The block's own tokens before subsampling. */
    private final int[] raw;

    /** Ends of the sentences that the block touches. */
    private final long[] sentenceLimits;

    /** Tokens before or after the block. */
    private final int[] nearby = new int[NEARBY];

    /** The kept tokens, including surrounding ones. */
    final int[] ids;

    /** For each kept token, the index of the first kept token of its sentence. */
    final int[] sentenceStart;

    /** For each kept token, the index after the last kept token of its sentence. */
    final int[] sentenceEnd;

    /** Index of the first kept token of the block itself. */
    int firstCentre;

    /** Index after the last kept token of the block itself. */
    int lastCentre;

    /**
     * Creates a buffer for blocks of a given size.
     *
     * @param corpus the corpus
     * @param subsampling the subsampling of frequent words
     * @param heldOut the held-out sample
     * @param wantsHeldOut whether to select the held-out sample instead of all other tokens
     * @param window window size
     * @param tokens number of tokens in a block before subsampling; a multiple of
     *     {@link HeldOut#RUN}
     */
    TokenBlock(
            EncodedCorpus corpus,
            Subsampling subsampling,
            HeldOut heldOut,
            boolean wantsHeldOut,
            int window,
            int tokens) {
        this.corpus = corpus;
        this.firstPosition = corpus.firstPosition();
        this.corpusIds = corpus.ids();
        this.sentenceOffsets = corpus.sentenceOffsets();
        this.subsampling = subsampling;
        this.heldOut = heldOut;
        this.wantsHeldOut = wantsHeldOut;
        this.window = window;
        this.tokens = tokens;
        this.raw = new int[tokens];
        this.sentenceLimits = new long[tokens];
        int capacity = tokens + 2 * window;
        this.ids = new int[capacity];
        this.sentenceStart = new int[capacity];
        this.sentenceEnd = new int[capacity];
    }

    /** Returns the number of blocks of a given size in a corpus. */
    static long count(EncodedCorpus corpus, int tokens) {
        return (corpus.tokens() + tokens - 1) / tokens;
    }

    /** Loads block {@code number}; {@code key} is the key of the seed and the epoch. */
    void fill(long number, long key) {
        long start = number * tokens;
        long end = Math.min(corpus.tokens(), start + tokens);
        // Memory segments are copied, not read by element, because their accesses take long to compile.
        MemorySegment.copy(corpusIds, INT, 4 * start, raw, 0, (int) (end - start));
        long firstSentence = corpus.sentenceAt(start);
        int sentences = (int) (corpus.sentenceAt(end - 1) - firstSentence + 1);
        MemorySegment.copy(sentenceOffsets, LONG, 8 * (firstSentence + 1), sentenceLimits, 0, sentences);
        int kept = collectBefore(start, sentenceOffsets.getAtIndex(LONG, firstSentence), key);
        firstCentre = kept;
        int sentenceBegin = 0;
        int sentence = 0;
        long position = start;
        // Most blocks have no change of membership in the sample, so it is determined once per change, not per
        // sentence.
        boolean wanted = wanted(start);
        long change = changeAfter(start, end);
        while (position < end) {
            if (position == change) {
                wanted = wanted(position);
                change = changeAfter(position, end);
            }
            long sentenceLimit = sentenceLimits[sentence];
            long limit = Math.min(change, sentenceLimit);
            if (wanted) {
                kept = keep(start, position, limit, key, kept);
            }
            position = limit;
            lastCentre = kept;
            if (position == end && wanted) {
                kept = collectAfter(position, sentenceLimit, key, kept);
            }
            close(sentenceBegin, kept);
            sentenceBegin = kept;
            if (position == sentenceLimit) {
                sentence++;
            }
        }
    }

    /**
     * Subsamples a run of tokens; returns the new number of kept tokens. It is a separate method so
     * that the JIT compiler compiles it early.
     */
    private int keep(long start, long begin, long limit, long key, int alreadyKept) {
        int kept = alreadyKept;
        int to = (int) (limit - start);
        long first = firstPosition + start;
        for (int i = (int) (begin - start); i < to; i++) {
            // Branch-free, because whether a token is kept is random and such branches are often
            // mispredicted.
            ids[kept] = raw[i];
            kept += subsampling.copies(raw[i], key, first + i);
        }
        return kept;
    }

    private boolean wanted(long position) {
        return heldOut.holds(firstPosition + position) == wantsHeldOut;
    }

    private long changeAfter(long position, long limit) {
        return heldOut.changeAfter(firstPosition + position, firstPosition + limit) - firstPosition;
    }

    /**
     * Collects the last kept tokens of the sentence before the block, in order, up to the window
     * size.
     */
    private int collectBefore(long start, long sentenceBegin, long key) {
        int found = 0;
        if (!wanted(start)) {
            return found;
        }
        long end = start;
        while (end > sentenceBegin && found < window && wanted(end - 1)) {
            int length = (int) Math.min(NEARBY, end - sentenceBegin);
            long from = end - length;
            MemorySegment.copy(corpusIds, INT, 4 * from, nearby, 0, length);
            int i = length - 1;
            for (; i >= 0 && found < window && wanted(from + i); i--) {
                if (subsampling.keeps(nearby[i], key, firstPosition + from + i)) {
                    ids[found++] = nearby[i];
                }
            }
            end = from + i + 1;
        }
        for (int i = 0, j = found - 1; i < j; i++, j--) {
            int id = ids[i];
            ids[i] = ids[j];
            ids[j] = id;
        }
        return found;
    }

    /** Collects the first kept tokens of the sentence after the block, up to the window size. */
    private int collectAfter(long end, long sentenceLimit, long key, int alreadyKept) {
        int kept = alreadyKept;
        int most = alreadyKept + window;
        long from = end;
        while (from < sentenceLimit && kept < most && wanted(from)) {
            int length = (int) Math.min(NEARBY, sentenceLimit - from);
            MemorySegment.copy(corpusIds, INT, 4 * from, nearby, 0, length);
            int i = 0;
            for (; i < length && kept < most && wanted(from + i); i++) {
                if (subsampling.keeps(nearby[i], key, firstPosition + from + i)) {
                    ids[kept++] = nearby[i];
                }
            }
            from += i;
        }
        return kept;
    }

    private void close(int begin, int end) {
        for (int i = begin; i < end; i++) {
            sentenceStart[i] = begin;
            sentenceEnd[i] = end;
        }
    }
}
