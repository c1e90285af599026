package org.wvtoolkit.phrases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Joins the words of a query into phrases of a vocabulary, without the phrase list that created them. */
public final class KnownPhrases {
    /** Maximum number of words of a phrase. */
    private static final int MAX_WORDS = 16;

    private KnownPhrases() {}

    /**
     * Joins words from left to right, greedily: each token is the longest sequence that is in the
     * vocabulary, or a single word.
     *
     * @param words the words of a text, in order
     * @param connector the text between the words of a phrase
     * @param known returns whether the vocabulary contains a token
     * @return the tokens
     */
    public static List<String> join(List<String> words, String connector, Predicate<String> known) {
        List<String> joined = new ArrayList<>();
        for (int from = 0, to; from < words.size(); from = to) {
            to = Math.min(words.size(), from + MAX_WORDS);
            while (to > from + 1 && !known.test(String.join(connector, words.subList(from, to)))) {
                to--;
            }
            joined.add(String.join(connector, words.subList(from, to)));
        }
        return joined;
    }
}
