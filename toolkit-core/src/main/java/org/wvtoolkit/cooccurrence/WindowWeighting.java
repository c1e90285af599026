package org.wvtoolkit.cooccurrence;

/** Weight of a context at distance d, from 1 to the window size w. */
public enum WindowWeighting {
    /** 1 at every distance. */
    CONSTANT,
    /** (w − d + 1) / w: the expectation of word2vec's randomly reduced window. */
    LINEAR,
    /** 1 / d, as in GloVe. */
    HARMONIC
}
