package org.wvtoolkit.evaluation;

/** What a score measures. */
public enum Measure {
    /** The rank correlation with people's ratings, −1 to 1. */
    SPEARMAN("spearman"),
    /** The linear correlation with people's ratings, −1 to 1. */
    PEARSON("pearson"),
    /** The share of analogies answered by the highest sum of cosines, 0 to 1. */
    COS_ADD("3cosadd"),
    /** The share of analogies answered by the highest product of cosines, 0 to 1. */
    COS_MUL("3cosmul"),
    /** The share of words in clusters where their category has most words, 0 to 1. */
    PURITY("purity"),
    /** The share of questions in which the odd one out was found, 0 to 1. */
    OUTLIER_ACCURACY("accuracy"),
    /** How far down the list of most typical words the odd one out stood, on average, 0 to 1. */
    OUTLIER_POSITION("position");

    private final String name;

    Measure(String name) {
        this.name = name;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name;
    }
}
