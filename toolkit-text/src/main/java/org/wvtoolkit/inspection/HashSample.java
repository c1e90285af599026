package org.wvtoolkit.inspection;

import java.util.Arrays;

/**
 * Estimate of the share of repetitions in a stream of hashes, in bounded memory, by distinct
 * sampling (Gibbons 2001). Not thread-safe.
 *
 * <p>The sample keeps the hashes whose lowest {@link #level} bits are 0, with their counts. When it
 * is full, the level increases by one and about half of the hashes are dropped. Each hash is
 * therefore kept with all its occurrences or not at all, and the share of repetitions in the sample
 * estimates the share in the stream. The share is exact at level 0. Samples of parts of a stream
 * can be merged. Hashes must be well mixed; 0 is replaced by 1.
 */
final class HashSample {
    private final long[] hashes;
    private final long[] counts;
    private final int mask;
    private int size;
    private int level;

    /**
     * Creates an empty sample.
     *
     * @param capacity the maximum number of hashes, at least 2
     */
    HashSample(int capacity) {
        int slots = Integer.highestOneBit(Math.max(4, 2 * capacity - 1)) << 1;
        hashes = new long[slots];
        counts = new long[slots];
        mask = slots - 1;
    }

    /** Adds one occurrence of a hash. */
    void add(long hash) {
        add(hash, 1);
    }

    private void add(long given, long times) {
        long hash = given == 0 ? 1 : given;
        if ((hash & ((1L << level) - 1)) != 0) {
            return;
        }
        int slot = slot(hash);
        if (hashes[slot] == 0) {
            if (2 * (size + 1) > hashes.length) {
                raiseLevel();
                add(hash, times);
                return;
            }
            hashes[slot] = hash;
            size++;
        }
        counts[slot] += times;
    }

    /** Returns the slot of a hash. The upper bits select it, because the lower bits of all kept hashes are equal. */
    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void raiseLevel() {
        level++;
        long[] oldHashes = hashes.clone();
        long[] oldCounts = counts.clone();
        Arrays.fill(hashes, 0);
        Arrays.fill(counts, 0);
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != 0) {
                add(oldHashes[i], oldCounts[i]);
            }
        }
    }

    /** Merges another sample into this one. */
    void addAll(HashSample other) {
        while (level < other.level) {
            raiseLevel();
        }
        for (int i = 0; i < other.hashes.length; i++) {
            if (other.hashes[i] != 0) {
                add(other.hashes[i], other.counts[i]);
            }
        }
    }

    /** Returns the share of occurrences that repeat an earlier one: 0 to 1. */
    double repeatedShare() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all == 0 ? 0 : (double) (all - size) / all;
    }

    /** Returns the highest count of a hash in the sample. */
    long maxCount() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /** Returns whether the sample contains all hashes. */
    boolean isExact() {
        return level == 0;
    }
}
