package org.wvtoolkit.nn.classifier;

import java.util.List;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;

/**
 * Registry of the classifiers, one line each, and of those that an {@link org.wvtoolkit.extension.Extension} of another
 * library registers.
 */
public final class ClassifierMethods {
    /** Name of the classifier of averaged vectors of words and n-grams. */
    public static final String AVERAGE = "average";

    /** Name of the convolutional network over word vectors. */
    public static final String CNN = "cnn";

    /** All classifiers with their options; the first is the default. */
    public static final MethodRegistry<ClassifierMethod> REGISTRY = new MethodRegistry<>(
            "classifier",
            ClassifierMethod.EXTENSIONS.all(List.of(AveragedOptions.entry(AVERAGE), ConvolutionOptions.entry(CNN))));

    private ClassifierMethods() {}

    /**
     * Returns all classifiers.
     *
     * @return the default first
     */
    public static List<MethodRegistry.Entry<ClassifierMethod>> all() {
        return REGISTRY.all();
    }

    /**
     * Creates a classifier's method.
     *
     * @param name the classifier's name
     * @param given values of its options; the others have their defaults
     * @return the method
     * @throws org.wvtoolkit.option.OptionException if there is no such classifier, it does not use an option
     * that has a value, or
     *     a value is not accepted
     */
    public static ClassifierMethod create(String name, OptionValues given) {
        return REGISTRY.create(name, given);
    }
}
