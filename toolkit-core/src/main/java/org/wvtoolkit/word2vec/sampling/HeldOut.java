package org.wvtoolkit.word2vec.sampling;

/**
 * Sample of the corpus that is excluded from training, for the validation loss. It consists of runs
 * of {@value #RUN} tokens selected by their position only, so it is the same for every seed, option
 * and thread. Immutable and thread-safe.
 */
public final class HeldOut {
    /** Number of tokens in a run. */
    public static final int RUN = 128;

    private static final long KEY = 0x48656C64204F7574L;

    private final long threshold;

    /**
     * Defines a sample.
     *
     * @param fraction fraction of the corpus, 0 to 1/2
     */
    public HeldOut(double fraction) {
        threshold = (long) (fraction * 0x1p32);
    }

    /** Returns whether a token is in the sample. */
    public boolean holds(long position) {
        return threshold > 0 && SplitMix.at(KEY, position / RUN) >>> 32 < threshold;
    }

    /**
     * Returns the first position after {@code position}, at most {@code limit}, at which membership
     * in the sample may change.
     */
    public long changeAfter(long position, long limit) {
        if (threshold == 0) {
            return limit;
        }
        boolean held = holds(position);
        long next = (position / RUN + 1) * RUN;
        while (next < limit && holds(next) == held) {
            next += RUN;
        }
        return Math.min(next, limit);
    }
}
