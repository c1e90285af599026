package org.wvtoolkit.word2vec;

/** Model architecture (Mikolov et al. 2013). */
public enum Word2VecModel {
    /** The mean of the context vectors predicts the centre word. */
    CBOW,
    /** Each context word predicts the centre word. */
    SKIPGRAM
}
