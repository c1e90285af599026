package org.wvtoolkit.inspection;

import java.util.ArrayList;
import java.util.List;

/**
 * Growth curve of the vocabulary: the number of distinct words as a function of the number of
 * tokens, in text order.
 *
 * @param tokens number of tokens at each point, ascending to the length of the text
 * @param words number of distinct words among these tokens
 */
public record VocabularyGrowth(List<Long> tokens, List<Long> words) {
    /** Maximum number of points of the curve. */
    private static final int MAX_POINTS = 256;

    /** Copies the lists. */
    public VocabularyGrowth {
        tokens = List.copyOf(tokens);
        words = List.copyOf(words);
    }

    /**
     * Returns the exponent of Heaps' law V = K·N^β, estimated from the second half of the curve,
     * which predicts further growth best.
     *
     * @return β, 0 to 1; 1 if the curve has a single point
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

    /** Builder that reduces the chunks of a text to a curve of few points. */
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
            int step = (points + MAX_POINTS - 1) / MAX_POINTS;
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
