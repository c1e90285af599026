package org.wvtoolkit.word2vec.sampling;

import org.wvtoolkit.linalg.SplitMix64;

/**
 * Keyed random number generator: SplitMix64 (Steele, Lea and Flood 2014), whose n-th number for any
 * key is computed directly. Random numbers therefore depend on (seed, epoch, block), never on
 * threads.
 */
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Creates a generator that depends on the key only. */
    public SplitMix(long key) {
        state = key;
    }

    /** Combines a seed and two numbers into a key. */
    public static long key(long seed, long a, long b) {
        return SplitMix64.mix(SplitMix64.mix(seed + GOLDEN)
                ^ SplitMix64.mix(a * GOLDEN + 1)
                ^ SplitMix64.mix(SplitMix64.mix(b + GOLDEN) + 2));
    }

    /** Returns the number at a position of the sequence for a key. */
    static long at(long key, long index) {
        return SplitMix64.mix(key + index * GOLDEN);
    }

    /** Returns the next number, uniform over all longs. */
    public long next() {
        state += GOLDEN;
        return SplitMix64.mix(state);
    }
}
