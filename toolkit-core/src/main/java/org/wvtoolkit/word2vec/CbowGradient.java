package org.wvtoolkit.word2vec;

/** Distribution of the gradient of the hidden vector over the context words whose mean it is. */
public enum CbowGradient {
    /**
     * Divided by the number of context words, like the derivative of a mean (Irsoy, Benton and
     * Stratos 2021).
     */
    EXACT,
    /** Not divided, as in word2vec, gensim and fastText; requires a smaller learning rate. */
    WORD2VEC
}
