package org.wvtoolkit.word2vec.sampling;

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
        return mix(mix(seed + GOLDEN) ^ mix(a * GOLDEN + 1) ^ mix(mix(b + GOLDEN) + 2));
    }

    /** Returns the number at a position of the sequence for a key. */
    static long at(long key, long index) {
        return mix(key + index * GOLDEN);
    }

    /** Returns the next number, uniform over all longs. */
    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
