package org.wvtoolkit.inspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Statistics of a text.
 *
 * @param report bytes read, malformed sequences and SHA-256
 * @param words all distinct words with their counts; valid until the inspection is closed
 * @param tokens number of tokens
 * @param distinctWords number of distinct words
 * @param growth growth curve of the vocabulary
 * @param lines number of lines with at least one token
 * @param emptyLines number of lines without a token
 * @param longestLine number of tokens of the longest line
 * @param overlongLines number of lines with more than {@link Inspection#OVERLONG_LINE} tokens
 * @param repeatedLines repetition among the lines
 * @param documents number of documents, which are sequences of lines separated by empty lines
 * @param repeatedDocuments repetition among the documents
 * @param languages estimated share of each language in the tokens of a sample of the lines, in
 *     descending order
 */
public record TextProfile(
        SourceReport report,
        WordTable words,
        long tokens,
        long distinctWords,
        VocabularyGrowth growth,
        long lines,
        long emptyLines,
        long longestLine,
        long overlongLines,
        Repetition repeatedLines,
        long documents,
        Repetition repeatedDocuments,
        Map<String, Double> languages) {
    /** Copies the languages. */
    public TextProfile {
        languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
    }

    /**
     * Statistics of repeated lines or documents.
     *
     * @param share share of occurrences that repeat an earlier one: 0 to 1
     * @param maxCount number of occurrences of the most frequent item in the sample
     * @param exact whether the sample contains all items
     */
    public record Repetition(double share, long maxCount, boolean exact) {}

    /**
     * Number of words and tokens that a minimum count keeps.
     *
     * @param minCount the minimum count
     * @param words number of distinct words kept
     * @param tokens number of tokens kept
     */
    public record Surviving(long minCount, long words, long tokens) {}

    /**
     * Counts the words and tokens that a minimum count keeps. Must not be called after the
     * inspection is closed.
     *
     * @param minCount the minimum count, at least 1
     * @return the number of words and tokens
     */
    public Surviving surviving(long minCount) {
        long kept = 0;
        long tokens = 0;
        for (int word = 0; word < words.size(); word++) {
            long count = words.count(word);
            if (count >= minCount) {
                kept++;
                tokens += count;
            }
        }
        return new Surviving(minCount, kept, tokens);
    }
}
