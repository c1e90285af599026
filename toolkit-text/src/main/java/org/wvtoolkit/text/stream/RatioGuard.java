package org.wvtoolkit.text.stream;

import java.util.Locale;

/**
 * Rejects decompression bombs by the ratio of decompressed to compressed bytes. Text compresses to
 * a tenth to a third of its size; gzip allows a ratio of 1,030 and the other formats higher ones.
 * Not thread-safe.
 */
final class RatioGuard {
    /**
     * Minimum number of decompressed bytes for a check: a small file may consist of one repeated
     * character.
     */
    private static final long MIN_CHECKED_BYTES = 1 << 26;

    private static final long MAX_RATIO = 250;

    private final RawStream raw;
    private final String where;
    private long unpacked;

    RatioGuard(RawStream raw, String where) {
        this.raw = raw;
        this.where = where;
    }

    /** Adds to the number of decompressed bytes. A negative number has no effect. */
    void add(int bytes) throws UnreadableTextException {
        unpacked += Math.max(0, bytes);
        long ratio = unpacked / Math.max(1, raw.count());
        if (unpacked > MIN_CHECKED_BYTES && ratio > MAX_RATIO) {
            throw UnreadableTextException.of(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%d bytes decompress to %d, a ratio of %d, too high for text",
                            raw.count(),
                            unpacked,
                            ratio),
                    "if you trust the file, decompress it and use the result",
                    null);
        }
    }
}
