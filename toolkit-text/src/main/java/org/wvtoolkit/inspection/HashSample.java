package org.wvtoolkit.inspection;

import java.util.Arrays;

/**
 * How much of a stream of hashes is repetition, in bounded memory: distinct sampling (Gibbons 2001). Kept are the hashes, with how
 * often each came, whose lowest {@link #level} bits are 0; when there is no room for another, the level rises by one and half of
 * them go. So a hash is kept for all its occurrences or for none, and the share of repetitions among those kept estimates
 * the share among all, exactly while the level is 0. Samples of parts of a stream can be joined.
 *
 * <p>Mutable; confined to one thread. The hashes must be well mixed; 0 is taken for 1.
 */
final class HashSample {
    private final long[] hashes;
    private final long[] counts;
    private final int mask;
    private int size;
    private int level;

    /**
     * An empty sample.
     *
     * @param most hashes to keep, at least 2
     */
    HashSample(int most) {
        int slots = Integer.highestOneBit(Math.max(4, 2 * most - 1)) << 1;
        hashes = new long[slots];
        counts = new long[slots];
        mask = slots - 1;
    }

    /** Takes one more hash. */
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
                rise();
                add(hash, times);
                return;
            }
            hashes[slot] = hash;
            size++;
        }
        counts[slot] += times;
    }

    /** The upper bits choose the slot, since the lower ones are equal in all. */
    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & mask;
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rise() {
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

    /** Takes all of another sample, as if its stream had come here. */
    void addAll(HashSample other) {
        while (level < other.level) {
            rise();
        }
        for (int i = 0; i < other.hashes.length; i++) {
            if (other.hashes[i] != 0) {
                add(other.hashes[i], other.counts[i]);
            }
        }
    }

    /** How many hashes came a second time or more often, of all that came: 0 to 1. */
    double repeatedShare() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all == 0 ? 0 : (double) (all - size) / all;
    }

    /** How often the most frequent of the kept ones came. */
    long most() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /** Whether nothing was left out. */
    boolean isExact() {
        return level == 0;
    }
}
