package org.wvtoolkit.word2vec;

/** What predicts what. */
public enum Word2VecModel {
    /** The mean of the context words predicts the centre. */
    CBOW,
    /** Each context word predicts the centre. */
    SKIPGRAM
}
