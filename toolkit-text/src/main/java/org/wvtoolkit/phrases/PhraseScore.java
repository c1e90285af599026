package org.wvtoolkit.phrases;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Association scores of two adjacent words. Higher values mean stronger association. */
public enum PhraseScore {
    /**
     * The score of word2phrase: (n(ab) − δ) · N / (n(a) · n(b)), where N is the number of tokens
     * and the discount δ is the minimum count (Mikolov et al. 2013, equation 6, multiplied by N).
     *
     * <p>The score is the ratio of the discounted count to the count expected by chance. It has no
     * upper bound and favours rare words.
     */
    WORD2PHRASE("word2phrase", 100) {
        @Override
        double of(long together, long first, long second, long tokens, long minCount) {
            return (double) (together - minCount) / first / second * tokens;
        }
    },

    /**
     * Normalised pointwise mutual information: ln(p(ab) / (p(a) · p(b))) / −ln p(ab) (Bouma 2009).
     * The value is −1 for words that never occur together, 0 for independent words and 1 for words
     * that only occur together.
     */
    NPMI("npmi", 0.5) {
        @Override
        double of(long together, long first, long second, long tokens, long minCount) {
            double joint = (double) together / tokens;
            double chance = (double) first / tokens * ((double) second / tokens);
            return together == tokens ? 1 : Math.log(joint / chance) / -Math.log(joint);
        }
    };

    private final String label;
    private final double defaultThreshold;

    PhraseScore(String label, double defaultThreshold) {
        this.label = label;
        this.defaultThreshold = defaultThreshold;
    }

    /**
     * Computes the score of a pair.
     *
     * @param together number of occurrences of the pair, in this order and in the same sentence
     * @param first number of occurrences of the first word
     * @param second number of occurrences of the second word
     * @param tokens number of tokens of the corpus
     * @param minCount the minimum count of a phrase
     */
    abstract double of(long together, long first, long second, long tokens, long minCount);

    /**
     * Returns the name of the score.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }

    /**
     * Returns the default threshold.
     *
     * @return a value on the scale of this score
     */
    public double defaultThreshold() {
        return defaultThreshold;
    }

    /**
     * Returns the score with a name.
     *
     * @param name the name, see {@link #label}
     * @return the score
     * @throws IllegalArgumentException if there is no such score; the message lists the names
     */
    public static PhraseScore named(String name) {
        return Arrays.stream(values())
                .filter(score -> score.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown phrase score \"" + name
                        + "\"; available: "
                        + Arrays.stream(values()).map(PhraseScore::label).collect(Collectors.joining(", "))));
    }
}
