package org.wvtoolkit.word2vec.sampling;

/**
 * The sample of the corpus that is kept out of training, to measure the loss on: runs of {@value #RUN} tokens, chosen by
 * their place alone, so that it is the same for every seed, option and thread. Immutable and safe for concurrent use.
 */
public final class HeldOut {
    /** Tokens in a run. */
    public static final int RUN = 128;

    private static final long KEY = 0x48656C64204F7574L;

    private final long threshold;

    /**
     * Fixes the sample.
     *
     * @param fraction how much of the corpus, 0 to 1/2
     */
    public HeldOut(double fraction) {
        threshold = (long) (fraction * 0x1p32);
    }

    /** Whether a token is in the sample. */
    public boolean holds(long position) {
        return threshold > 0 && SplitMix.at(KEY, position / RUN) >>> 32 < threshold;
    }

    /** The first place after {@code position}, and at most {@code limit}, that may differ from it in this. */
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
