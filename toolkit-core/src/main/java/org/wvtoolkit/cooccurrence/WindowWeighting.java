package org.wvtoolkit.cooccurrence;

/** How much a context at distance d (1 to w, the window) counts. */
public enum WindowWeighting {
    /** 1 at every distance. */
    CONSTANT,
    /** (w − d + 1) / w: word2vec's window of random size, in expectation. */
    LINEAR,
    /** 1 / d, as GloVe has it. */
    HARMONIC
}
