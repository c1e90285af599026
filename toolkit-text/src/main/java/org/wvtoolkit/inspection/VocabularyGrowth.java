package org.wvtoolkit.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * How many distinct words there are after so many tokens, in the order of the text.
 *
 * @param tokens ascending, from some first piece of the text to all of it
 * @param words distinct words after as many tokens
 */
public record VocabularyGrowth(List<Long> tokens, List<Long> words) {
    /** Points of a curve that are enough to draw it. */
    private static final int MOST_POINTS = 256;

    /** Copies the lists. */
    public VocabularyGrowth {
        tokens = List.copyOf(tokens);
        words = List.copyOf(words);
    }

    /**
     * The exponent of Heaps' law V = K·N^β, from the second half of the curve: the growth that is still to be expected.
     *
     * @return β, 0 to 1; 1 if there is but one point
     */
    public double exponent() {
        int last = tokens.size() - 1;
        int half = last;
        while (half > 0 && tokens.get(half) * 2 > tokens.get(last)) {
            half--;
        }
        if (half == last || words.get(half) == 0) {
            return 1;
        }
        return Math.clamp(
                Math.log((double) words.get(last) / words.get(half))
                        / Math.log((double) tokens.get(last) / tokens.get(half)),
                0,
                1);
    }

    /** Joins chunks to a curve of few points. */
    static final class Builder {
        private final List<Long> tokens = new ArrayList<>();
        private final List<Long> words = new ArrayList<>();
        private long allTokens;
        private long allWords;

        void add(long moreTokens, long moreWords) {
            allTokens += moreTokens;
            allWords += moreWords;
            if (moreTokens > 0) {
                tokens.add(allTokens);
                words.add(allWords);
            }
        }

        VocabularyGrowth build() {
            int points = tokens.size();
            int step = (points + MOST_POINTS - 1) / MOST_POINTS;
            List<Long> fewTokens = new ArrayList<>();
            List<Long> fewWords = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                if ((points - 1 - i) % step == 0) {
                    fewTokens.add(tokens.get(i));
                    fewWords.add(words.get(i));
                }
            }
            return new VocabularyGrowth(fewTokens, fewWords);
        }
    }
}
