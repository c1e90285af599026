package org.wvtoolkit.word2vec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.word2vec.sampling.HeldOut;
import org.wvtoolkit.word2vec.sampling.Subsampling;

/**
 * A stretch of the corpus after subsampling, with as much of its surroundings as windows reach into. Whether a token is kept
 * depends on its place alone, so every window is whole, however long a sentence and wherever blocks begin.
 *
 * <p>Windows end where sentences do, and where the {@link HeldOut} sample begins and ends.
 *
 * <p>Confined to one thread; filled again for each block.
 */
final class TokenBlock {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

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

    /** The kept tokens, surroundings included. */
    final int[] ids;

    /** For each kept token, where its sentence begins among the kept ones. */
    final int[] sentenceStart;

    /** For each kept token, where its sentence ends among the kept ones. */
    final int[] sentenceEnd;

    /** The first kept token that belongs to the block itself. */
    int firstCentre;

    /** Past the last kept token that belongs to the block itself. */
    int lastCentre;

    /**
     * Prepares for blocks of a size.
     *
     * @param corpus the text
     * @param subsampling which words to leave out
     * @param heldOut the sample to leave out of training
     * @param wantsHeldOut whether to take that sample alone, or all but it
     * @param window how far windows reach
     * @param tokens tokens of the corpus in a block, before subsampling; a multiple of {@link HeldOut#RUN}
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
        int capacity = tokens + 2 * window;
        this.ids = new int[capacity];
        this.sentenceStart = new int[capacity];
        this.sentenceEnd = new int[capacity];
    }

    /** How many blocks of a size a corpus has. */
    static long count(EncodedCorpus corpus, int tokens) {
        return (corpus.tokens() + tokens - 1) / tokens;
    }

    /** Fills in block {@code number}; {@code key} is that of the seed and the epoch. */
    void fill(long number, long key) {
        long start = number * tokens;
        long end = Math.min(corpus.tokens(), start + tokens);
        MemorySegment.copy(corpusIds, INT, 4 * start, raw, 0, (int) (end - start));
        long sentence = corpus.sentenceAt(start);
        int kept = wanted(start) ? collectBefore(start, sentenceOffsets.getAtIndex(LONG, sentence), key) : 0;
        firstCentre = kept;
        int sentenceBegin = 0;
        long position = start;
        while (position < end) {
            long sentenceLimit = sentenceOffsets.getAtIndex(LONG, sentence + 1);
            boolean wanted = wanted(position);
            long limit = Math.min(end, Math.min(sentenceLimit, changeAfter(position, end)));
            if (wanted) {
                kept = keep(start, position, limit, key, kept);
            }
            position = limit;
            lastCentre = kept;
            if (position == end && wanted && position < sentenceLimit && wanted(position)) {
                kept = collectAfter(position, sentenceLimit, key, kept);
            }
            close(sentenceBegin, kept);
            sentenceBegin = kept;
            if (position == sentenceLimit) {
                sentence++;
            }
        }
    }

    /** Subsamples a run of tokens; returns the new number of kept tokens. A separate method compiles once and early. */
    private int keep(long start, long begin, long limit, long key, int alreadyKept) {
        int kept = alreadyKept;
        int to = (int) (limit - start);
        long first = firstPosition + start;
        for (int i = (int) (begin - start); i < to; i++) {
            // Without a branch: whether a token is kept is random, and such branches are often mispredicted.
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

    /** The last kept tokens of the sentence before the block, in order; as many as a window reaches. */
    private int collectBefore(long start, long sentenceBegin, long key) {
        int found = 0;
        for (long position = start - 1; position >= sentenceBegin && found < window && wanted(position); position--) {
            int id = corpusIds.getAtIndex(INT, position);
            if (subsampling.keeps(id, key, firstPosition + position)) {
                ids[found++] = id;
            }
        }
        for (int i = 0, j = found - 1; i < j; i++, j--) {
            int id = ids[i];
            ids[i] = ids[j];
            ids[j] = id;
        }
        return found;
    }

    private int collectAfter(long end, long sentenceLimit, long key, int kept) {
        int limit = kept + window;
        int next = kept;
        for (long position = end; position < sentenceLimit && next < limit && wanted(position); position++) {
            int id = corpusIds.getAtIndex(INT, position);
            if (subsampling.keeps(id, key, firstPosition + position)) {
                ids[next++] = id;
            }
        }
        return next;
    }

    private void close(int begin, int end) {
        for (int i = begin; i < end; i++) {
            sentenceStart[i] = begin;
            sentenceEnd[i] = end;
        }
    }
}
