package org.wvtoolkit.word2vec;

/** How the hidden vector's gradient reaches the context words, whose mean it is. */
public enum CbowGradient {
    /** Divided by their number, as the derivative of a mean is (Irsoy, Benton and Stratos 2021). */
    EXACT,
    /** Undivided, as word2vec, gensim and fastText have it; wants a smaller learning rate. */
    WORD2VEC
}
