package org.wvtoolkit.text.stream;

import java.util.Locale;

/**
 * Refuses what unpacks to far more than any text does: a bomb. Text shrinks to a third or a tenth,
 * gzip can reach 1 : 1030, and all others more. Confined to one thread.
 */
final class RatioGuard {
    /** Below that nothing is suspected: a small file may well be all one character. */
    private static final long HARMLESS_BYTES = 1 << 26;

    private static final long HIGHEST_RATIO = 250;

    private final RawStream raw;
    private final String where;
    private long unpacked;

    RatioGuard(RawStream raw, String where) {
        this.raw = raw;
        this.where = where;
    }

    /** Counts what was unpacked; nothing, if negative. */
    void add(int bytes) throws UnreadableTextException {
        unpacked += Math.max(0, bytes);
        long ratio = unpacked / Math.max(1, raw.count());
        if (unpacked > HARMLESS_BYTES && ratio > HIGHEST_RATIO) {
            throw UnreadableTextException.of(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%d bytes of it have unpacked to %d, 1 : %d, as no text does",
                            raw.count(),
                            unpacked,
                            ratio),
                    "if you trust it, unpack it yourself and give what comes out",
                    null);
        }
    }
}
