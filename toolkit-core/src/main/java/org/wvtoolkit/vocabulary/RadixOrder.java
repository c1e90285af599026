package org.wvtoolkit.vocabulary;

import java.util.Arrays;

/**
 * Stable sorting of numbers by keys, eight bits at a time from the lowest: linear, and quick from the first call, where a sort by
 * comparisons waits for the compiler.
 */
final class RadixOrder {
    private static final int DIGITS = 1 << 8;

    private RadixOrder() {}

    /**
     * Sorts by keys, taken as unsigned; equal keys stay in the order they are in.
     *
     * @param order indices into {@code keys}, sorted in place
     * @param keys not modified
     * @param descends whether the largest key comes first
     */
    static void sort(int[] order, long[] keys, boolean descends) {
        long flip = descends ? -1 : 0;
        int[] from = order;
        int[] to = new int[order.length];
        long[] fromKeys = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            fromKeys[i] = keys[order[i]] ^ flip;
        }
        long[] toKeys = new long[order.length];
        int[] places = new int[DIGITS];
        int moves = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            if (!count(fromKeys, shift, places)) {
                continue;
            }
            for (int i = 0; i < from.length; i++) {
                int place = places[(int) (fromKeys[i] >>> shift) & (DIGITS - 1)]++;
                to[place] = from[i];
                toKeys[place] = fromKeys[i];
            }
            moves++;
            int[] swap = from;
            from = to;
            to = swap;
            long[] swapKeys = fromKeys;
            fromKeys = toKeys;
            toKeys = swapKeys;
        }
        if (moves % 2 == 1) { // the last move was out of the caller's array
            System.arraycopy(from, 0, order, 0, order.length);
        }
    }

    /** Finds the first place of each digit; false if all keys have the same one. */
    private static boolean count(long[] keys, int shift, int[] places) {
        Arrays.fill(places, 0);
        for (long key : keys) {
            places[(int) (key >>> shift) & (DIGITS - 1)]++;
        }
        int place = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = places[digit];
            if (count == keys.length) {
                return false;
            }
            places[digit] = place;
            place += count;
        }
        return true;
    }
}
