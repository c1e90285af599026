package org.wvtoolkit.nn.classifier;

import java.util.Map;

/** A kind of classifier with its options fixed. Immutable; made by {@link ClassifierMethods}. */
public final class ClassifierMethod {
    private final String name;
    private final Map<String, String> options;
    private final LearningOptions learning;
    private final Begin begin;

    /** Begins to learn. */
    @FunctionalInterface
    interface Begin {
        Learner learner(LearningTask task);
    }

    ClassifierMethod(String name, Map<String, String> options, LearningOptions learning, Begin begin) {
        this.name = name;
        this.options = options;
        this.learning = learning;
        this.begin = begin;
    }

    /**
     * Its name.
     *
     * @return such as {@code average}
     */
    public String name() {
        return name;
    }

    /**
     * Every option that determines the result, defaults included.
     *
     * @return values by name
     */
    public Map<String, String> options() {
        return options;
    }

    /**
     * What it has in common with the others.
     *
     * @return the options
     */
    public LearningOptions learning() {
        return learning;
    }

    Learner begin(LearningTask task) {
        return begin.learner(task);
    }
}
