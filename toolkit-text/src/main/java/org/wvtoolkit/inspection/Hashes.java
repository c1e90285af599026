package org.wvtoolkit.inspection;

import org.wvtoolkit.linalg.SplitMix64;

/** 64-bit hashes of sequences. */
final class Hashes {
    /** Base of the polynomial: an odd number without a regular bit pattern (2^64 divided by the golden ratio). */
    private static final long BASE = 0x9E37_79B9_7F4A_7C15L;

    private Hashes() {}

    /** Returns the hash of a sequence extended by one element: a polynomial of the element hashes, modulo 2^64. */
    static long next(long sequence, long member) {
        return sequence * BASE + SplitMix64.mix(member);
    }

    /** Returns the hash of two concatenated sequences; {@code length} is the length of the second one. */
    static long join(long first, long second, long length) {
        return first * power(length) + second;
    }

    private static long power(long exponent) {
        long result = 1;
        long square = BASE;
        for (long rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
