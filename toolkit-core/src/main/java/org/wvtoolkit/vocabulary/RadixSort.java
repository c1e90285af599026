package org.wvtoolkit.vocabulary;

import java.util.Arrays;

/**
 * Stable least-significant-digit radix sort of indices by 64-bit keys, eight bits at a time. It
 * takes linear time and is fast from the first call, before JIT compilation, unlike a comparison
 * sort.
 */
final class RadixSort {
    private static final int DIGITS = 1 << 8;

    private RadixSort() {}

    /**
     * Sorts indices by unsigned keys. Indices with equal keys keep their order.
     *
     * @param order indices into {@code keys}, sorted in index
     * @param keys not modified
     * @param descends whether to sort in descending order
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
        int[] indices = new int[DIGITS];
        int moves = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            if (!count(fromKeys, shift, indices)) {
                continue;
            }
            for (int i = 0; i < from.length; i++) {
                int index = indices[(int) (fromKeys[i] >>> shift) & (DIGITS - 1)]++;
                to[index] = from[i];
                toKeys[index] = fromKeys[i];
            }
            moves++;
            int[] swap = from;
            from = to;
            to = swap;
            long[] swapKeys = fromKeys;
            fromKeys = toKeys;
            toKeys = swapKeys;
        }
        if (moves % 2 == 1) { // the last pass wrote to the temporary array
            System.arraycopy(from, 0, order, 0, order.length);
        }
    }

    /**
     * Computes the first position of each digit value. Returns false if all keys have the same
     * digit.
     */
    private static boolean count(long[] keys, int shift, int[] indices) {
        Arrays.fill(indices, 0);
        for (long key : keys) {
            indices[(int) (key >>> shift) & (DIGITS - 1)]++;
        }
        int index = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = indices[digit];
            if (count == keys.length) {
                return false;
            }
            indices[digit] = index;
            index += count;
        }
        return true;
    }
}
