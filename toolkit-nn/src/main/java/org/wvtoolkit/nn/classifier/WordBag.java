package org.wvtoolkit.nn.classifier;

import java.util.Arrays;

/**
 * Set of the rows of a text's words and n-grams. Each word has its own row; n-grams share hashed
 * rows (Weinberger et al. 2009; Joulin et al. 2017). Repetitions count once, because the presence
 * of a word such as <i>awful</i> in a review is more informative than its frequency (Pang, Lee and
 * Vaithyanathan 2002). N-grams skip out-of-vocabulary words.
 *
 * <p>Not thread-safe; refilled for each text.
 */
final class WordBag {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int words;
    private final int buckets;
    private final int ngrams;

    /**
     * Open-addressing hash table: a slot is occupied if its upper half is the current stamp; its
     * lower half is the row.
     */
    private long[] slots = new long[1 << 12];

    private int stamp;

    /** The distinct rows; {@link #count} of them. */
    int[] rows = new int[1 << 11];

    /** Number of rows. */
    int count;

    /**
     * @param words number of rows of words
     * @param buckets number of rows shared by n-grams; at least 1 if there are n-grams
     * @param ngrams maximum length of an n-gram; 1 for words only
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

    /** Resets the set and reserves space for a number of rows, with a load factor of at most 1/2. */
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

    /**
     * Applies the finalizer of SplitMix64 (Steele, Lea and Flood 2014): every input bit affects
     * every output bit.
     */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
