package org.wvtoolkit.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * Words that are settled before the corpus is read.
 *
 * @param words the words
 * @param closed whether the vocabulary shall have no others: then those of them that the corpus has are kept, however rare,
 *     with the corpus's counts; else they are kept whatever the minimum count, their counts added to the corpus's, beside the words that
 *     the corpus adds; only a largest size of the vocabulary may leave the rarest out
 */
public record KnownWords(@Nullable Vocabulary words, boolean closed) {
    /** None: the corpus alone decides. */
    public static final KnownWords NONE = new KnownWords(null, false);

    /**
     * Adds open words and their counts to a table.
     *
     * @throws ArithmeticException if all counts together are more than a number holds
     */
    void addTo(WordTable table) {
        if (words == null || closed) {
            return;
        }
        long total = words.totalCount();
        for (long count : table.counts()) {
            total = Math.addExact(total, count);
        }
        byte[] word = new byte[64];
        for (int id = 0; id < words.size(); id++) {
            int length = words.length(id);
            if (length > word.length) {
                word = new byte[2 * length];
            }
            words.copy(id, word, 0);
            table.add(word, 0, length, words.count(id));
        }
    }

    /** Which words of a table with the given counts, {@link #addTo} done, to keep. */
    boolean[] kept(WordTable table, long[] counts, long minCount) {
        boolean[] kept = new boolean[table.size()];
        byte[] scratch = new byte[64];
        for (int word = 0; word < kept.length; word++) {
            kept[word] = !closed && counts[word] >= minCount;
            if (words != null && !kept[word]) {
                int length = table.length(word);
                if (length > scratch.length) {
                    scratch = new byte[2 * length];
                }
                table.copy(word, scratch, 0);
                kept[word] = words.id(scratch, length) >= 0;
            }
        }
        return kept;
    }
}
