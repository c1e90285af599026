package org.wvtoolkit.lines;

/**
 * Counter-based random numbers that depend only on a seed and a unit's number, so results do not
 * depend on the number of threads: SplitMix64 (Steele, Lea and Flood 2014), addressed by position.
 */
final class UnitRandom {
    private final long seed;

    UnitRandom(long seed) {
        this.seed = mix(seed + 0x632B_E59B_D9B4_E019L);
    }

    /** Returns 64 random bits for a unit. */
    long bits(long unit) {
        return mix(seed + unit * 0x9E37_79B9_7F4A_7C15L);
    }

    /** Returns a uniform random number in [0, 1) for a unit. */
    double real(long unit) {
        return (bits(unit) >>> 11) * 0x1p-53;
    }

    /** Returns a uniform random number from 0 to {@code bound} − 1 for a unit. */
    long below(long unit, long bound) {
        return Math.unsignedMultiplyHigh(bits(unit), bound);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
