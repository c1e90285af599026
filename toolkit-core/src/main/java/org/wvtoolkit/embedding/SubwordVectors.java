package org.wvtoolkit.embedding;

import java.nio.charset.StandardCharsets;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Vectors of the parts of words, from which a word that the vocabulary lacks gets a vector: the mean of those of its parts
 * (Bojanowski, Grave, Joulin and Mikolov 2017).
 *
 * <p>A part is a run of characters of {@code <word>}, angle brackets included. Its row is its FNV-1a hash of 32 bits, modulo the
 * number of rows; as fastText computes it, with bytes taken as signed.
 *
 * <p>Threads: safe from any. The memory lives as long as what it was made in.
 *
 * @param buckets [B, d], a row for each residue of the hash
 * @param least the fewest characters of a part, at least 1
 * @param most the most characters of a part, at least {@code least}
 */
public record SubwordVectors(FloatMatrix buckets, int least, int most) {
    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int FNV_PRIME = 0x01000193;

    /** Checks the ranges. */
    public SubwordVectors {
        if (buckets.rows() < 1 || buckets.rows() > 1L << 32) {
            throw new IllegalArgumentException("a table of subwords with " + buckets.rows() + " rows");
        }
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("subwords of " + least + " to " + most + " characters");
        }
    }

    /**
     * The vector of any word, the vocabulary's or not.
     *
     * @param word any word
     * @param target takes d values: the mean of the word's parts; unchanged where it has none
     * @return whether the word has parts
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
     * Adds the vectors of a word's parts, in the order in which fastText adds them, so that sums are equal to the bit.
     *
     * @param sum d values, added to
     * @param word UTF-8, without angle brackets
     * @return how many parts were added
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
                    // A byte is widened with its sign: fastText hashes a signed char.
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
