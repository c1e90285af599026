package org.wvtoolkit.cooccurrence;

/** Treatment of the position of a dropped token (Levy, Goldberg and Dagan 2015, section 3.1). */
public enum SubsamplingMode {
    /** The position remains empty, so distances are those of the original text. */
    CLEAN,
    /**
     * The position is removed before windows are placed, so that windows reach further, as in
     * word2vec.
     */
    DIRTY
}
