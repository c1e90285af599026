package org.wvtoolkit.nn.classifier;

/**
 * A text as the rows of its words and n-grams: words have a row each, n-grams share hashed ones (Weinberger et al. 2009; Joulin et al.
 * 2017). An n-gram goes over words that the vocabulary does not have, as if they were not there.
 *
 * <p>Confined to one thread; filled again for each text.
 */
final class WordBag {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int words;
    private final int buckets;
    private final int ngrams;

    /** The rows; {@link #count} of them. */
    int[] rows = new int[1024];

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
        if (rows.length < (long) ngrams * length) {
            rows = new int[ngrams * length];
        }
        System.arraycopy(text, 0, rows, 0, length);
        count = length;
        for (int i = 0; i < length; i++) {
            long hash = text[i] + 1L;
            for (int n = 1; n < ngrams && i + n < length; n++) {
                hash = mix(hash * FACTOR + text[i + n] + 1);
                rows[count++] = words + (int) (((hash >>> 32) * buckets) >>> 32);
            }
        }
    }

    /** Steele, Lea and Flood's finaliser (2014): every bit of the key reaches every bit of the result. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
