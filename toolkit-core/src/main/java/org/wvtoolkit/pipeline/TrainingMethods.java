package org.wvtoolkit.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.weighting.Weightings;
import org.wvtoolkit.word2vec.Word2VecModel;

/**
 * Registry of the training methods, one line per method, and of those that an {@link org.wvtoolkit.extension.Extension}
 * of another library registers.
 */
public final class TrainingMethods {
    /** All methods with their options; the first is the default. */
    public static final MethodRegistry<TrainingMethod> REGISTRY = new MethodRegistry<>(
            "method",
            TrainingMethod.EXTENSIONS.all(List.of(
                    Word2VecMethod.entry(Word2VecModel.CBOW, "predict a word from the mean of its context"),
                    Word2VecMethod.entry(Word2VecModel.SKIPGRAM, "predict each context word from a word"),
                    CooccurrenceMethod.entry(),
                    PpmiMethod.entry(),
                    SvdMethod.entry())));

    private TrainingMethods() {}

    /**
     * Returns all methods.
     *
     * @return the default first
     */
    public static List<MethodRegistry.Entry<TrainingMethod>> all() {
        return REGISTRY.all();
    }

    /**
     * Creates a method.
     *
     * @param name the method's name
     * @param given values of its options; the others have their defaults
     * @return the method
     * @throws org.wvtoolkit.option.OptionException if the method does not exist or does not use one
     *     of the options, or if a value is not accepted
     */
    public static TrainingMethod create(String name, OptionValues given) {
        return REGISTRY.create(name, given);
    }

    /**
     * Creates a method that starts from a file of counts or weights. The file determines some of the options.
     *
     * @param name the method's name
     * @param given values of its other options; the rest have their defaults
     * @param matrix counts or weights
     * @return the method
     * @throws org.wvtoolkit.option.OptionException if {@link #create(String, OptionValues)} throws
     *     it, if the method cannot start from this matrix, or if an option has a value that the
     *     matrix determines
     */
    public static MatrixMethod create(String name, OptionValues given, ContextMatrix matrix) {
        boolean weighted = matrix.kind() == ContextMatrix.Kind.WEIGHTS;
        List<Option<?>> determined =
                new ArrayList<>(CooccurrenceOptions.options().options());
        if (weighted) {
            determined.addAll(WeightingOptions.options());
        }
        Map<String, String> options = new LinkedHashMap<>(given.toMap());
        for (Option<?> option : determined) {
            if (given.has(option)) {
                throw new ConflictingOptionsException(
                        "{} cannot be set: the " + (weighted ? "weights" : "counts")
                                + " in the file were computed with "
                                + "their own value; omit the option, or count the text again",
                        option.name());
            }
        }
        if (!matrixMethod(name, given).takesWeights() && weighted) {
            throw new InvalidOptionException("method", name, "must start from counts, but the file contains weights");
        }
        Map<String, String> stored = ContextMatrix.withoutPrefix(matrix.metadata());
        for (Option<?> option : determined) {
            String value = stored.get(option.name());
            if (value != null) {
                options.put(option.name(), value);
            }
        }
        // A file of weights stores smoothing and shift even if its weighting does not use them.
        if (weighted && !Weightings.named(stored.getOrDefault("weighting", "")).usesSmoothingAndShift()) {
            options.keySet().removeAll(List.of("context-smoothing", "shift"));
        }
        return matrixMethod(name, OptionValues.of(options));
    }

    private static MatrixMethod matrixMethod(String name, OptionValues given) {
        if (create(name, given) instanceof MatrixMethod method) {
            return method;
        }
        throw new InvalidOptionException(
                "method", name, "must be " + PpmiMethod.NAME + " or " + SvdMethod.NAME + " to start from counts");
    }
}
