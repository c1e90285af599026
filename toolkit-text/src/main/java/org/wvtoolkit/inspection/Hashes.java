package org.wvtoolkit.inspection;

/** Hashes of sequences, 64 bits wide. */
final class Hashes {
    /** An odd number without a pattern; its powers weigh the members of a sequence. */
    private static final long BASE = 0x9E37_79B9_7F4A_7C15L;

    private Hashes() {}

    /** The hash of a sequence that ends with one more member: a polynomial of the members' hashes, modulo 2^64. */
    static long next(long sequence, long member) {
        return sequence * BASE + mix(member);
    }

    /** The hash of two sequences, one behind the other, where {@code length} is that of the second. */
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

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
