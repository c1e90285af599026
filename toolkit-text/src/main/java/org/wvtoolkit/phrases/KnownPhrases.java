package org.wvtoolkit.phrases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Joins the words of a question as those of a corpus were, of which only the vocabulary is left. */
public final class KnownPhrases {
    /** Of the longest phrase looked for. */
    private static final int MOST_WORDS = 16;

    private KnownPhrases() {}

    /**
     * Joins words, from left to right, each time as many as make a token that is known.
     *
     * @param words of a text, in order
     * @param connector what stands between the words of a phrase
     * @param known whether there is such a token
     * @return the tokens
     */
    public static List<String> join(List<String> words, String connector, Predicate<String> known) {
        List<String> joined = new ArrayList<>();
        for (int from = 0, to; from < words.size(); from = to) {
            to = Math.min(words.size(), from + MOST_WORDS);
            while (to > from + 1 && !known.test(String.join(connector, words.subList(from, to)))) {
                to--;
            }
            joined.add(String.join(connector, words.subList(from, to)));
        }
        return joined;
    }
}
