package org.wvtoolkit.nn.classifier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.extension.ExtensionPoint;
import org.wvtoolkit.option.MethodRegistry;

/**
 * A classifier with fixed hyperparameters, ready to be trained. Immutable; created by {@link ClassifierMethods}.
 *
 * <p>An extension registers a method of its own with its learner and the function that opens its files.
 */
public final class ClassifierMethod {
    /** Classifiers of other libraries; see {@link org.wvtoolkit.extension.Extension}. */
    public static final ExtensionPoint<MethodRegistry.Entry<ClassifierMethod>> EXTENSIONS =
            new ExtensionPoint<>("classifier", MethodRegistry.Entry::name);

    private final String name;
    private final Map<String, String> options;
    private final LearningOptions learning;
    private final LearnerFactory learner;

    private final ClassifierFile.Opener opener;
    private final MemoryRequirement requirement;

    /** Check that the parameters of a classifier fit into memory, before training starts. */
    @FunctionalInterface
    interface MemoryRequirement {
        /**
         * Checks the sizes.
         *
         * @param words number of words in the vocabulary
         * @param labels number of labels
         * @param memoryBytes limit for memory outside the heap
         * @throws org.wvtoolkit.option.OptionException if the parameters do not fit; the message names the options that
         *     reduce them
         */
        void check(int words, int labels, long memoryBytes);
    }

    /** Creates a learner for a task. */
    @FunctionalInterface
    public interface LearnerFactory {
        /**
         * Creates a learner.
         *
         * @param task the texts and settings
         * @return the learner; the caller closes it or the classifier that it returns
         */
        Learner create(LearningTask task);
    }

    /**
     * Creates a method.
     *
     * @param name the name, as registered
     * @param options every hyperparameter, defaults included, as text by name; stored in the file
     * @param learning the hyperparameters that all classifiers have
     * @param learner creates the learner
     * @param opener reads the tensors of a file that {@link ClassifierFile#save} wrote
     */
    public ClassifierMethod(
            String name,
            Map<String, String> options,
            LearningOptions learning,
            LearnerFactory learner,
            ClassifierFile.Opener opener) {
        this(name, options, learning, learner, opener, (words, labels, memoryBytes) -> {});
    }

    ClassifierMethod(
            String name,
            Map<String, String> options,
            LearningOptions learning,
            LearnerFactory learner,
            ClassifierFile.Opener opener,
            MemoryRequirement requirement) {
        this.name = name;
        this.options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        this.learning = learning;
        this.learner = learner;
        this.opener = opener;
        this.requirement = requirement;
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

    ClassifierFile.Opener opener() {
        return opener;
    }

    MemoryRequirement requirement() {
        return requirement;
    }

    Learner begin(LearningTask task) {
        return learner.create(task);
    }
}
