package org.wvtoolkit.nn.classifier;

import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.nn.classifier.ConvolutionOptions.Channels;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.option.SearchHint;
import org.wvtoolkit.pipeline.MemoryCheck;

/**
 * The hyperparameters of the classifier of averaged vectors.
 *
 * @param dimension d, number of values in a vector; 1 to 10,000; equal to that of the word vectors if there are any
 * @param ngrams length of the longest n-gram; 1 (words only) to 8
 * @param buckets number of vectors that n-grams share; 1 to 100 million
 * @param learningRate η, the initial learning rate; it decreases linearly to 0
 * @param tuned whether the word vectors are trained too
 */
record AveragedOptions(int dimension, int ngrams, int buckets, double learningRate, boolean tuned) {
    private static final Option<Integer> DIMENSION = Option.integer(
                    "dimension", 16, 1, 10_000, "number of values in each vector; given word vectors determine it")
            .withSynonym("dim");
    private static final Option<Integer> NGRAMS = Option.integer(
                    "ngrams", 2, 1, 8, "length of the longest n-gram; 1 for words only")
            .withSearch(SearchHint.linear(1, 3));
    private static final Option<Integer> BUCKETS =
            Option.integer("buckets", 1_000_000, 1, 100_000_000, "number of vectors that n-grams share by hash");
    private static final Option<Channels> CHANNELS = Option.of(
            "channels",
            OptionType.choice(List.of(Channels.STATIC, Channels.TUNED), OptionType::nameOf),
            Channels.TUNED,
            "treatment of the word vectors: fixed (static), trained (tuned), or a copy of each kind (both;"
                    + " cnn only)");
    private static final Option<Double> LEARNING_RATE = Option.real(
                    "learning-rate", 0.5, Bounds.above(0, 100), "initial learning rate; it decreases linearly to 0")
            .withSearch(SearchHint.around(6, 4));

    private static final OptionSet<LearningOptions, LearningOptions.Builder> LEARNING =
            LearningOptions.options(5, 0, 0, 1);

    private static final List<Option<?>> OPTIONS =
            LEARNING.optionsAfter(List.of(DIMENSION, NGRAMS, BUCKETS, CHANNELS, LEARNING_RATE));

    AveragedOptions {
        DIMENSION.check(dimension);
        NGRAMS.check(ngrams);
        BUCKETS.check(buckets);
        LEARNING_RATE.check(learningRate);
    }

    /**
     * Parses options.
     *
     * @throws org.wvtoolkit.option.InvalidOptionException if a value is not accepted
     */
    static AveragedOptions of(OptionValues given) {
        return new AveragedOptions(
                given.get(DIMENSION),
                given.get(NGRAMS),
                given.get(BUCKETS),
                given.get(LEARNING_RATE),
                given.get(CHANNELS) == Channels.TUNED);
    }

    static MethodRegistry.Entry<ClassifierMethod> entry(String name) {
        return new MethodRegistry.Entry<>(name, "mean of the vectors of words and n-grams; fast", OPTIONS, given -> {
            AveragedOptions options = of(given);
            LearningOptions learning = LearningOptions.of(given, LEARNING);
            int copies = learning.patience() > 0 ? 2 : 1;
            return new ClassifierMethod(
                    name,
                    given.completed(OPTIONS),
                    learning,
                    task -> new AveragedLearner(task, options),
                    (file, parts) -> ClassifierFile.averaged(file, parts, options),
                    (words, labels, memoryBytes) -> options.checkMemory(words, labels, copies, memoryBytes));
        });
    }

    /** Returns the number of rows that n-grams share. */
    int rowsOfNgrams() {
        return ngrams > 1 ? buckets : 0;
    }

    private void checkMemory(int words, int labels, int copies, long memoryBytes) {
        long rows = (long) words + rowsOfNgrams() + labels;
        long needed = copies * rows * FloatMatrix.paddedColumns(dimension) * Float.BYTES;
        if (needed > memoryBytes) {
            throw new ConflictingOptionsException(
                    "{} of " + MemoryCheck.megabytes(memoryBytes) + " is too small for classifier "
                            + ClassifierMethods.AVERAGE + ", which needs " + MemoryCheck.megabytes(needed) + " for "
                            + words + " words; raise it, lower {} or {}, or keep fewer words with {}",
                    "memory",
                    BUCKETS.name(),
                    DIMENSION.name(),
                    "min-count");
        }
    }
}
