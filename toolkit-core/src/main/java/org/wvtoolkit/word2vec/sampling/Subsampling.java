package org.wvtoolkit.word2vec.sampling;

import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Subsampling of frequent words (Mikolov et al. 2013, with the formula of the word2vec program): a
 * word of relative frequency f is kept with probability √(t/f) + t/f. Immutable and thread-safe.
 */
public final class Subsampling {
    /** Probability 1. */
    private static final long CERTAIN = 1L << 32;

    private final long[] chances;

    /**
     * Computes the probability of each word.
     *
     * @param vocabulary at least one word, with counts
     * @param threshold t, or 0 to keep all tokens
     */
    public Subsampling(Vocabulary vocabulary, double threshold) {
        chances = new long[vocabulary.size()];
        double total = (double) vocabulary.totalCount();
        for (int id = 0; id < chances.length; id++) {
            double ratio = threshold * total / (double) Math.max(1, vocabulary.count(id));
            double chance = threshold == 0 ? 1 : StrictMath.sqrt(ratio) + ratio;
            chances[id] = chance >= 1 ? CERTAIN : (long) (chance * 0x1p32);
        }
    }

    /**
     * Returns whether a token is kept.
     *
     * @param id its word
     * @param key key of the seed and the epoch
     * @param position its position in the corpus
     * @return true if the token is kept
     */
    public boolean keeps(int id, long key, long position) {
        return copies(id, key, position) == 1;
    }

    /**
     * Returns 1 if a token is kept and 0 if not, computed without a branch.
     *
     * @param id word id of the token
     * @param key key of the seed and the epoch
     * @param position position in the corpus
     * @return 1 if the token is kept, otherwise 0
     */
    public int copies(int id, long key, long position) {
        return (int) (((SplitMix.at(key, position) >>> 32) - chances[id]) >>> 63);
    }

    /**
     * Returns the expected share of tokens that are kept.
     *
     * @param vocabulary the words, with counts
     * @return 0 to 1
     */
    public double keptShare(Vocabulary vocabulary) {
        double kept = 0;
        for (int id = 0; id < chances.length; id++) {
            kept += (double) vocabulary.count(id) * ((double) chances[id] / (double) CERTAIN);
        }
        return kept / (double) Math.max(1, vocabulary.totalCount());
    }
}
