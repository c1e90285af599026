package org.wvtoolkit.cli.command.train;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Selects words of a vocabulary as examples for the user. For the built-in corpus these are well-known words. For
 * other corpora in any language, they are words of medium frequency: the first plausible content words at or after
 * rank {@value #FIRST_RANK}, twice that rank, and so on. More frequent words are mostly function words, whose
 * neighbours are uninformative; rarer words have too few occurrences.
 */
final class SampleWords {
    private static final List<String> WELL_KNOWN = List.of("france", "dog", "music", "river");
    private static final int FIRST_RANK = 300;

    /** Minimum length in alphabetic scripts; shorter words are mostly function words and abbreviations. */
    private static final int MIN_LETTERS = 4;

    /** Minimum length of Chinese and Japanese words. */
    private static final int MIN_IDEOGRAPHS = 2;

    private SampleWords() {}

    /**
     * Selects words for the built-in corpus.
     *
     * @param vocabulary the words of the model
     * @return the words of a fixed list that the vocabulary contains
     */
    static List<String> ofBuiltIn(Vocabulary vocabulary) {
        List<String> known = new ArrayList<>(WELL_KNOWN);
        known.removeIf(word -> vocabulary.id(word) < 0);
        return known;
    }

    /**
     * Selects words for any corpus.
     *
     * @param vocabulary the words of the model
     * @param count maximum number of words
     * @return distinct words in order of frequency
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
        return letters >= MIN_LETTERS
                || (letters >= MIN_IDEOGRAPHS && word.codePoints().allMatch(Character::isIdeographic));
    }
}
