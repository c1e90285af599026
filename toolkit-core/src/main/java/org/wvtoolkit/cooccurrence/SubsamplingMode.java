package org.wvtoolkit.cooccurrence;

/** What becomes of the place of a token that subsampling drops (Levy, Goldberg and Dagan 2015, section 3.1). */
public enum SubsamplingMode {
    /** The place stays empty: distances are those of the text. */
    CLEAN,
    /** The place closes before windows are laid, so that they reach further; what word2vec does. */
    DIRTY
}
