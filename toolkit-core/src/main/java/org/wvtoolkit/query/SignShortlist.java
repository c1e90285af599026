package org.wvtoolkit.query;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.wvtoolkit.embedding.CompressedEmbeddings;

/**
 * Shortlist of the rows whose sign bits have the smallest Hamming distance to those of the
 * direction (Charikar 2002: the fraction of differing signs estimates the angle). It returns many
 * more rows than requested, so that exact scoring finds nearly all true neighbours.
 */
final class SignShortlist implements Shortlist {
    /** Number of rows per requested neighbour. */
    private static final int OVERSAMPLING = 50;

    /**
     * At least 1/{@value} of all rows is scored, because with few sign bits thousands of rows have
     * the same distance.
     */
    private static final int SHARE = 25;

    /** Number of rows whose sign bits are copied at a time. */
    private static final int ROWS = 2048;

    private final CompressedEmbeddings.Signs signs;
    private final int size;
    private final int dimension;

    SignShortlist(CompressedEmbeddings embeddings) {
        this.signs = embeddings.signs().orElseThrow();
        this.size = embeddings.vocabulary().size();
        this.dimension = embeddings.dimension();
    }

    @Override
    public int[] nearest(float[] direction, int count) {
        int wanted = (int) Math.min(size, Math.max((long) count * OVERSAMPLING, size / SHARE));
        int[] differing = new int[size];
        int[] histogram = new int[dimension + 1];
        compare(code(direction), differing, histogram);
        int limit = 0;
        int nearer = 0;
        while (nearer + histogram[limit] < wanted) {
            nearer += histogram[limit++];
        }
        // All rows below the limit, and the most frequent words of those at the limit.
        int[] ids = new int[wanted];
        int found = 0;
        int atLimit = wanted - nearer;
        for (int id = 0; id < size && found < wanted; id++) {
            if (differing[id] < limit || (differing[id] == limit && atLimit-- > 0)) {
                ids[found++] = id;
            }
        }
        return Arrays.copyOf(ids, found);
    }

    private long[] code(float[] direction) {
        long[] code = new long[CompressedEmbeddings.signWords(dimension)];
        for (int k = 0; k < dimension; k++) {
            if (direction[k] > signs.centre().getAtIndex(JAVA_FLOAT, k)) {
                code[k / Long.SIZE] |= 1L << k;
            }
        }
        return code;
    }

    private void compare(long[] code, int[] differing, int[] histogram) {
        long[] block = new long[ROWS * code.length];
        for (int first = 0; first < size; first += ROWS) {
            int rows = Math.min(ROWS, size - first);
            MemorySegment.copy(
                    signs.bits(), JAVA_LONG_UNALIGNED, 8L * first * code.length, block, 0, rows * code.length);
            for (int row = 0, at = 0; row < rows; row++) {
                int bits = 0;
                for (long word : code) {
                    bits += Long.bitCount(word ^ block[at++]);
                }
                // Padding bits of a malicious file may differ too.
                bits = Math.min(bits, dimension);
                differing[first + row] = bits;
                histogram[bits]++;
            }
        }
    }
}
