package org.wvtoolkit.cooccurrence;

/** On which side of a word its contexts are sought. */
public enum ContextSide {
    /** Both. */
    SYMMETRIC,
    /** What comes before the word. */
    LEFT,
    /** What comes after the word. */
    RIGHT
}
