package org.wvtoolkit.tuning;

/** Mapping of the values of a range to the search space. */
public enum Scale {
    /** Linear: equal differences are equal distances. */
    LINEAR,
    /** Logarithmic: equal ratios are equal distances. */
    LOG
}
