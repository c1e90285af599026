package org.wvtoolkit.embedding;

import java.nio.charset.StandardCharsets;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Table of subword vectors. The vector of an out-of-vocabulary word is the mean of the vectors of
 * its subwords (Bojanowski, Grave, Joulin and Mikolov 2017).
 *
 * <p>A subword is a sequence of characters of {@code <word>}, angle brackets included. Its row is
 * its 32-bit FNV-1a hash modulo the number of rows. As in fastText, bytes are sign-extended before
 * hashing.
 *
 * <p>Thread-safe. The memory is valid as long as the arena or file that it was created from.
 *
 * @param buckets [B, d], one row for each hash bucket
 * @param least minimum number of characters in a subword, at least 1
 * @param most maximum number of characters in a subword, at least {@code least}
 */
public record SubwordVectors(FloatMatrix buckets, int least, int most) {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    /** Validates the ranges. */
    public SubwordVectors {
        if (buckets.rows() < 1 || buckets.rows() > 1L << 32) {
            throw new IllegalArgumentException("a subword table with " + buckets.rows() + " rows");
        }
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("subwords of " + least + " to " + most + " characters");
        }
    }

    /**
     * Computes the vector of any word, in the vocabulary or not.
     *
     * @param word any word
     * @param target receives d values, the mean of the subword vectors; unchanged if the word has
     *     no subwords
     * @return whether the word has subwords
     */
    public boolean vector(String word, float[] target) {
        float[] sum = new float[buckets.columns()];
        int parts = addTo(sum, word.getBytes(StandardCharsets.UTF_8));
        if (parts == 0) {
            return false;
        }
        float weight = (float) (1.0 / parts);
        for (int i = 0; i < sum.length; i++) {
            target[i] = sum[i] * weight;
        }
        return true;
    }

    /**
     * Adds the vectors of a word's subwords in the same order as fastText, so that sums are equal
     * bit for bit.
     *
     * @param sum d values, added to
     * @param word UTF-8, without angle brackets
     * @return the number of subwords added
     */
    public int addTo(float[] sum, byte[] word) {
        byte[] bounded = new byte[word.length + 2];
        bounded[0] = '<';
        System.arraycopy(word, 0, bounded, 1, word.length);
        bounded[bounded.length - 1] = '>';
        float[] row = new float[sum.length];
        int parts = 0;
        for (int begin = 0; begin < bounded.length; begin++) {
            if (isContinuation(bounded[begin])) {
                continue;
            }
            int hash = FNV_OFFSET;
            int end = begin;
            for (int characters = 1; end < bounded.length && characters <= most; characters++) {
                do {
                    // Bytes are sign-extended: fastText hashes signed chars.
                    hash = (hash ^ bounded[end++]) * FNV_PRIME;
                } while (end < bounded.length && isContinuation(bounded[end]));
                boolean bracket = characters == 1 && (begin == 0 || end == bounded.length);
                if (characters >= least && !bracket) {
                    buckets.copyRow(Integer.toUnsignedLong(hash) % buckets.rows(), row, 0);
                    for (int i = 0; i < row.length; i++) {
                        sum[i] += row[i];
                    }
                    parts++;
                }
            }
        }
        return parts;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
