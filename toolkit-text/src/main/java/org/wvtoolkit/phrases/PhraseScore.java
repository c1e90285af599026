package org.wvtoolkit.phrases;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How much two neighbouring words belong together. Higher is more, whichever it is. */
public enum PhraseScore {
    /**
     * (n(ab) − δ) · N / (n(a) · n(b)) (Mikolov et al. 2013, equation 6, times the N tokens of the corpus as word2phrase has it), where the
     * discount δ is the least count of a phrase: how many times more often than by chance. Without an upper bound; rare words score high.
     */
    WORD2PHRASE("word2phrase", 100) {
        @Override
        double of(long together, long first, long second, long tokens, long minCount) {
            return (double) (together - minCount) / first / second * tokens;
        }
    },

    /**
     * ln(p(ab) / (p(a) · p(b))) / −ln p(ab), normalised pointwise mutual information (Bouma 2009): −1 never together, 0 by chance, 1
     * always together.
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
     * The score of a pair.
     *
     * @param together how often they stand side by side, in this order, in one sentence
     * @param first how often the first word comes
     * @param second how often the second comes
     * @param tokens of the whole corpus
     * @param minCount the least count of a phrase
     */
    abstract double of(long together, long first, long second, long tokens, long minCount);

    /**
     * What it is called.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }

    /**
     * The score above which a pair is a phrase unless it is said otherwise.
     *
     * @return in this score's measure
     */
    public double defaultThreshold() {
        return defaultThreshold;
    }

    /**
     * The score of a name.
     *
     * @param name see {@link #label}
     * @return the score
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static PhraseScore named(String name) {
        return Arrays.stream(values())
                .filter(score -> score.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no score of phrases \"" + name
                        + "\"; there are: "
                        + Arrays.stream(values()).map(PhraseScore::label).collect(Collectors.joining(", "))));
    }
}
