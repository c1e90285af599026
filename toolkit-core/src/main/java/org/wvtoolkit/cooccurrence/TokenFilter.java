package org.wvtoolkit.cooccurrence;

import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Subsampling filter. Whether a token is kept depends on its word, its position and the seed only,
 * not on preceding tokens.
 */
final class TokenFilter {
    /** A token is kept if 32 random bits are below the threshold of its word; 2³² keeps all tokens. */
    private final long[] thresholds;

    private final boolean active;
    private final boolean dirty;
    private final long seed;

    TokenFilter(CooccurrenceOptions options, Vocabulary vocabulary) {
        active = options.subsample() > 0;
        dirty = active && options.subsamplingMode() == SubsamplingMode.DIRTY;
        seed = options.seed();
        thresholds = new long[active ? vocabulary.size() : 0];
        double total = active ? vocabulary.totalCount() : 1;
        for (int id = 0; id < thresholds.length; id++) {
            double frequency = vocabulary.count(id) / total;
            double keep = frequency > options.subsample() ? Math.sqrt(options.subsample() / frequency) : 1;
            thresholds[id] = (long) (keep * 0x1p32);
        }
    }

    /** Returns whether any token may be dropped. */
    boolean active() {
        return active;
    }

    /** Returns whether the positions of dropped tokens are removed. */
    boolean dirty() {
        return dirty;
    }

    /** Returns the fraction of a word's tokens that is kept. */
    double probability(int wordId) {
        return active ? thresholds[wordId] * 0x1p-32 : 1;
    }

    /** Returns whether the token at a position is kept. */
    boolean keeps(int wordId, long position) {
        return !active || (mix(seed + 0x9E3779B97F4A7C15L * (position + 1)) >>> 32) < thresholds[wordId];
    }

    /** Applies the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
