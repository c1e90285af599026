package org.wvtoolkit.word2vec;

/**
 * Distribution of the gradient of the hidden vector over the context words whose mean it is: the
 * power of their number by which it is divided.
 */
public enum CbowGradient {
    /**
     * Divided by the number of context words, like the derivative of a mean (Irsoy, Benton and
     * Stratos 2021).
     */
    EXACT(1),
    /**
     * Divided by the square root of the number of context words, between the other two
     * ({@code docs/decisions/learning-rates.md}).
     */
    SQUARE_ROOT(0.5),
    /** Not divided, as in word2vec, gensim and fastText; requires a smaller learning rate. */
    WORD2VEC(0);

    private final double power;

    CbowGradient(double power) {
        this.power = power;
    }

    /**
     * Returns the factor of the gradient of each context word.
     *
     * @param contexts number of context words, at least 1
     * @return above 0, at most 1
     */
    public double factor(int contexts) {
        return StrictMath.pow(contexts, -power);
    }
}
