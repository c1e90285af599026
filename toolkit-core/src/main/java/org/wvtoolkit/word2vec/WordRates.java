package org.wvtoolkit.word2vec;

import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Learning rate of each word relative to that of the run: (mean count / count)^exponent. Frequent
 * words are trained many times and need smaller steps than rare ones, as with AdaGrad (Duchi, Hazan
 * and Singer 2011), whose steps also decrease with the number of updates. AdaGrad keeps a sum of
 * squares per row for this; here the count, which is known in advance, takes its place.
 * {@code docs/decisions/learning-rates.md} has the measurements. Immutable and thread-safe.
 */
final class WordRates {
    /** One rate per word; empty if all are 1. */
    private final float[] rates;

    /**
     * Computes the rates.
     *
     * @param vocabulary at least one word, with counts; a count of 0 is treated as 1
     * @param exponent 0 to 1; 0 gives every word the rate of the run
     */
    WordRates(Vocabulary vocabulary, double exponent) {
        rates = new float[exponent == 0 ? 0 : vocabulary.size()];
        double mean = Math.max(1, (double) vocabulary.totalCount() / vocabulary.size());
        for (int id = 0; id < rates.length; id++) {
            rates[id] = (float) StrictMath.pow(mean / Math.max(1, vocabulary.count(id)), exponent);
        }
    }

    /**
     * Returns whether every word has the rate of the run.
     *
     * @return true if all rates are 1
     */
    boolean areEqual() {
        return rates.length == 0;
    }

    /**
     * Returns the rate of a word.
     *
     * @param id the word
     * @return factor of the learning rate, above 0
     */
    float of(int id) {
        return rates.length == 0 ? 1 : rates[id];
    }

    /** Copies the rates of words; they must not be {@link #areEqual equal}. */
    void copy(int[] ids, int first, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = rates[ids[first + i]];
        }
    }

    /** Multiplies one factor per word by the word's rate; the rates must not be {@link #areEqual equal}. */
    void multiply(int[] ids, int count, float[] factors, float[] target) {
        for (int i = 0; i < count; i++) {
            target[i] = factors[i] * rates[ids[i]];
        }
    }
}
