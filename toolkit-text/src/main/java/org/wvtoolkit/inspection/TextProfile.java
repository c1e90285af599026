package org.wvtoolkit.inspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * What a text is like.
 *
 * @param report bytes, malformed sequences, SHA-256
 * @param words every distinct word with its count; lives until the inspection is closed
 * @param tokens how many tokens there are
 * @param distinctWords how many words there are
 * @param growth how the vocabulary grows
 * @param lines lines that hold a token
 * @param emptyLines lines that hold none
 * @param longestLine tokens of the longest line
 * @param giantLines lines of more than {@link Inspection#GIANT_LINE} tokens
 * @param repeatedLines how much of the lines is repetition
 * @param documents runs of lines that an empty line parts
 * @param repeatedDocuments how much of the documents is repetition
 * @param languages the share of each language in the tokens of a sample of the lines, the largest first; guessed
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
        long giantLines,
        Repetition repeatedLines,
        long documents,
        Repetition repeatedDocuments,
        Map<String, Double> languages) {
    /** Copies the languages. */
    public TextProfile {
        languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
    }

    /**
     * How much is repetition.
     *
     * @param share what came a second time or more often, of all that came: 0 to 1
     * @param most how often the most frequent came, among those looked at
     * @param exact whether everything was looked at, and not a sample
     */
    public record Repetition(double share, long most, boolean exact) {}

    /**
     * Words and tokens left at a minimum count.
     *
     * @param minCount words seen less often are left out
     * @param words distinct words left
     * @param tokens tokens left
     */
    public record Surviving(long minCount, long words, long tokens) {}

    /**
     * What a minimum count leaves. Looks at the words, so not after the inspection is closed.
     *
     * @param minCount at least 1
     * @return words and tokens
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
