package org.wvtoolkit.word2vec.sampling;

import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Distribution of negative samples: word counts raised to a power. Sampling uses Walker's alias
 * method (Vose's construction, 1991) with one table look-up per sample and a precision of 2⁻³².
 * Immutable and thread-safe.
 */
public final class NoiseDistribution {
    /**
     * For each slot, the probability (times 2³²) of the slot's own word in the upper half, and its
     * alias word in the lower half.
     */
    private final long[] slots;

    /**
     * Builds the table.
     *
     * @param vocabulary at least one word, with counts not all 0
     * @param exponent 0.75 in word2vec; 1 is the unigram distribution, 0 the uniform one
     */
    public NoiseDistribution(Vocabulary vocabulary, double exponent) {
        int size = vocabulary.size();
        double[] weights = new double[size];
        double sum = 0;
        for (int id = 0; id < size; id++) {
            weights[id] = StrictMath.pow((double) vocabulary.count(id), exponent);
            sum += weights[id];
        }
        slots = new long[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smallCount = 0;
        int largeCount = 0;
        for (int id = 0; id < size; id++) {
            weights[id] *= size / sum;
            if (weights[id] < 1) {
                small[smallCount++] = id;
            } else {
                large[largeCount++] = id;
            }
        }
        while (smallCount > 0 && largeCount > 0) {
            int low = small[--smallCount];
            int high = large[--largeCount];
            slots[low] = slot(weights[low], high);
            weights[high] -= 1 - weights[low];
            if (weights[high] < 1) {
                small[smallCount++] = high;
            } else {
                large[largeCount++] = high;
            }
        }
        // The remaining probabilities are 1 except for rounding.
        while (largeCount > 0) {
            int id = large[--largeCount];
            slots[id] = slot(1, id);
        }
        while (smallCount > 0) {
            int id = small[--smallCount];
            slots[id] = slot(1, id);
        }
    }

    private static long slot(double chance, int other) {
        return (Math.min(0xFFFF_FFFFL, (long) (chance * 0x1p32)) << 32) | other;
    }

    /**
     * Samples a word.
     *
     * @param random 64 random bits: the upper half selects a slot, the lower half one of its two
     *     words
     * @return a word id
     */
    public int sample(long random) {
        int index = (int) (((random >>> 32) * slots.length) >>> 32);
        long slot = slots[index];
        return (random & 0xFFFF_FFFFL) < (slot >>> 32) ? index : (int) slot;
    }
}
