package org.wvtoolkit.linalg;

/**
 * Bit mixing of SplitMix64 (Steele, Lea and Flood 2014), for random numbers and hashes that depend
 * only on a key.
 *
 * <p>Not part of the public API.
 */
public final class SplitMix64 {
    private SplitMix64() {}

    /**
     * Applies the finalizer of SplitMix64. It is a bijection in which every bit of the argument
     * changes about half of the bits of the result.
     *
     * @param value any number
     * @return the mixed number
     */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
