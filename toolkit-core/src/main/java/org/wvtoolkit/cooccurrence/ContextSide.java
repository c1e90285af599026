package org.wvtoolkit.cooccurrence;

/** Side of the centre word on which contexts are counted. */
public enum ContextSide {
    /** Before and after the word. */
    SYMMETRIC,
    /** Before the word. */
    LEFT,
    /** After the word. */
    RIGHT
}
