package org.wvtoolkit.nn.classifier;

import java.util.Map;

/** A classifier with fixed hyperparameters, ready to be trained. Immutable; created by {@link ClassifierMethods}. */
public final class ClassifierMethod {
    private final String name;
    private final Map<String, String> options;
    private final LearningOptions learning;
    private final LearnerFactory learner;

    /** Creates a learner for a task. */
    @FunctionalInterface
    interface LearnerFactory {
        Learner create(LearningTask task);
    }

    ClassifierMethod(String name, Map<String, String> options, LearningOptions learning, LearnerFactory learner) {
        this.name = name;
        this.options = options;
        this.learning = learning;
        this.learner = learner;
    }

    /**
     * Returns the classifier's name, as in {@link ClassifierMethods}.
     *
     * @return for example {@code average}
     */
    public String name() {
        return name;
    }

    /**
     * Returns every hyperparameter, defaults included.
     *
     * @return values by option name
     */
    public Map<String, String> options() {
        return options;
    }

    /**
     * Returns the hyperparameters that all classifiers have.
     *
     * @return the options
     */
    public LearningOptions learning() {
        return learning;
    }

    Learner begin(LearningTask task) {
        return learner.create(task);
    }
}
