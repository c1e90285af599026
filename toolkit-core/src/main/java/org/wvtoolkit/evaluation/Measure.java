package org.wvtoolkit.evaluation;

/** Evaluation measure. */
public enum Measure {
    /** Rank correlation with human ratings, −1 to 1. */
    SPEARMAN("spearman"),
    /** Linear correlation with human ratings, −1 to 1. */
    PEARSON("pearson"),
    /** Share of analogies answered correctly by 3CosAdd, 0 to 1. */
    COS_ADD("3cosadd"),
    /** Share of analogies answered correctly by 3CosMul, 0 to 1. */
    COS_MUL("3cosmul"),
    /** Share of words whose category is the majority category of their cluster, 0 to 1. */
    PURITY("purity"),
    /** Share of questions in which the outlier was found, 0 to 1. */
    OUTLIER_ACCURACY("accuracy"),
    /** Mean relative position of the outlier in the list of words by descending similarity, 0 to 1. */
    OUTLIER_POSITION("position");

    private final String name;

    Measure(String name) {
        this.name = name;
    }

    /** Returns the name in output. */
    @Override
    public String toString() {
        return name;
    }
}
