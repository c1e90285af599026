package org.wvtoolkit.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * Words specified before the corpus is read.
 *
 * @param words the words, or null for none
 * @param closed If true, the vocabulary contains no other words: those that occur in the corpus are
 *     kept regardless of their frequency, with the counts of the corpus. If false, the words are
 *     kept regardless of the minimum count, their counts are added to those of the corpus, and the
 *     corpus adds further words. In both cases a maximum vocabulary size may remove the rarest
 *     words.
 */
public record PredefinedWords(@Nullable Vocabulary words, boolean closed) {
    /** No predefined words: the corpus alone determines the vocabulary. */
    public static final PredefinedWords NONE = new PredefinedWords(null, false);

    /**
     * Adds the words and their counts to a table, unless the vocabulary is closed.
     *
     * @throws ArithmeticException if the sum of all counts overflows
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

    /**
     * Selects the words to keep from a table to which {@link #addTo} was applied.
     *
     * @return one flag for each word of the table
     */
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
