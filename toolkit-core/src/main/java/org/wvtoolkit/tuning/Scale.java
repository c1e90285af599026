package org.wvtoolkit.tuning;

/** What counts as an equal step in a range. */
public enum Scale {
    /** Equal differences. */
    LINEAR,
    /** Equal ratios: from 0.01 to 0.1 is as far as from 0.1 to 1. */
    LOG
}
