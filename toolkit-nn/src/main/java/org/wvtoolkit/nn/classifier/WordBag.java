package org.wvtoolkit.nn.classifier;

import java.util.Arrays;

/**
 * A text as the rows of its words and n-grams: words have a row each, n-grams share hashed ones (Weinberger et al. 2009; Joulin et al.
 * 2017). Each counts once, however often it comes: that a review says <i>awful</i> tells more than how often it does (Pang, Lee and
 * Vaithyanathan 2002). An n-gram goes over words that the vocabulary does not have, as if they were not there.
 *
 * <p>Confined to one thread; filled again for each text.
 */
final class WordBag {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int words;
    private final int buckets;
    private final int ngrams;

    /** Open addressing: a slot whose upper half is the present stamp holds the row in its lower half. */
    private long[] slots = new long[1 << 12];

    private int stamp;

    /** The rows; {@link #count} of them, all different. */
    int[] rows = new int[1 << 11];

    /** How many rows there are. */
    int count;

    /**
     * @param words rows of words
     * @param buckets rows that n-grams share; at least 1 if there are n-grams
     * @param ngrams longest n-gram; 1 for words alone
     */
    WordBag(int words, int buckets, int ngrams) {
        this.words = words;
        this.buckets = buckets;
        this.ngrams = ngrams;
    }

    void fill(int[] text, int length) {
        begin((long) ngrams * length);
        for (int i = 0; i < length; i++) {
            add(text[i]);
        }
        for (int i = 0; i < length; i++) {
            long hash = text[i] + 1L;
            for (int n = 1; n < ngrams && i + n < length; n++) {
                hash = mix(hash * FACTOR + text[i + n] + 1);
                add(words + (int) (((hash >>> 32) * buckets) >>> 32));
            }
        }
    }

    /** Makes room for so many rows, at most half of the slots taken. */
    private void begin(long most) {
        count = 0;
        if (most > rows.length) {
            int size = (int) Math.min(1 << 29, Long.highestOneBit(2 * most));
            rows = new int[size];
            slots = new long[2 * size];
            stamp = 0;
        }
        stamp++;
        if (stamp == Integer.MAX_VALUE) {
            Arrays.fill(slots, 0);
            stamp = 1;
        }
    }

    private void add(int row) {
        long content = ((long) stamp << 32) | row;
        int mask = slots.length - 1;
        int at = (int) ((row * FACTOR) >>> 40) & mask;
        while (slots[at] >>> 32 == stamp) {
            if (slots[at] == content) {
                return;
            }
            at = (at + 1) & mask;
        }
        slots[at] = content;
        rows[count++] = row;
    }

    /** Steele, Lea and Flood's finaliser (2014): every bit of the key reaches every bit of the result. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
