package org.wvtoolkit.word2vec.sampling;

/**
 * Random numbers keyed by where they are used: SplitMix64 (Steele, Lea and Flood 2014), whose n-th number from any key is
 * found without the ones before it. So a draw belongs to (seed, epoch, block), never to a thread.
 */
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Numbers that depend on the key alone. */
    public SplitMix(long key) {
        state = key;
    }

    /** A key made of a seed and two numbers. */
    public static long key(long seed, long a, long b) {
        return mix(mix(seed + GOLDEN) ^ mix(a * GOLDEN + 1) ^ mix(mix(b + GOLDEN) + 2));
    }

    /** The number at a place of the sequence that the key begins. */
    static long at(long key, long place) {
        return mix(key + place * GOLDEN);
    }

    /** The next number, uniform over all longs. */
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
