package org.wvtoolkit.cli.command.train;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * A few words of a vocabulary to show what was learned. Well-known ones where the built-in corpus was read; else, in any
 * language, words of middling frequency: the first words that look like content at or after ranks {@value #FIRST_RANK}, then
 * twice that, and so on. More frequent ones are mostly grammar, whose neighbours say little; rarer ones were seen too seldom.
 */
final class SampleWords {
    private static final List<String> WELL_KNOWN = List.of("france", "dog", "music", "river");
    private static final int FIRST_RANK = 300;

    /** Shorter words of an alphabet are mostly grammar and abbreviations. */
    private static final int LEAST_LETTERS = 4;

    /** Chinese and Japanese words are content at this length already. */
    private static final int LEAST_IDEOGRAPHS = 2;

    private SampleWords() {}

    /**
     * Words of the built-in corpus.
     *
     * @param vocabulary the model's words
     * @return those of a fixed list that it has
     */
    static List<String> ofBuiltIn(Vocabulary vocabulary) {
        List<String> known = new ArrayList<>(WELL_KNOWN);
        known.removeIf(word -> vocabulary.id(word) < 0);
        return known;
    }

    /**
     * Words of any corpus.
     *
     * @param vocabulary the model's words
     * @param count how many at most
     * @return different words, the most frequent first
     */
    static List<String> of(Vocabulary vocabulary, int count) {
        List<String> words = new ArrayList<>();
        int size = vocabulary.size();
        long rank = Math.min(FIRST_RANK, size / 4);
        for (int id = 0; id < size && words.size() < count; id++) {
            if (id >= rank && looksLikeContent(vocabulary.word(id))) {
                words.add(vocabulary.word(id));
                rank = 2 * rank;
            }
        }
        return words;
    }

    private static boolean looksLikeContent(String word) {
        if (!word.codePoints().allMatch(Character::isLetter)) {
            return false;
        }
        int letters = word.codePointCount(0, word.length());
        return letters >= LEAST_LETTERS
                || (letters >= LEAST_IDEOGRAPHS && word.codePoints().allMatch(Character::isIdeographic));
    }
}
