package org.wvtoolkit.lines;

/**
 * Draws that depend on a seed and on a unit's number alone, so that they repeat whatever the threads: SplitMix64 (Steele, Lea and
 * Flood 2014), addressed by position.
 */
final class UnitDraw {
    private final long seed;

    UnitDraw(long seed) {
        this.seed = mix(seed + 0x632B_E59B_D9B4_E019L);
    }

    /** 64 random bits for a unit. */
    long bits(long unit) {
        return mix(seed + unit * 0x9E37_79B9_7F4A_7C15L);
    }

    /** A number from 0 up to but not including 1. */
    double real(long unit) {
        return (bits(unit) >>> 11) * 0x1p-53;
    }

    /** A number from 0 to {@code bound} − 1. */
    long below(long unit, long bound) {
        return Math.unsignedMultiplyHigh(bits(unit), bound);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
