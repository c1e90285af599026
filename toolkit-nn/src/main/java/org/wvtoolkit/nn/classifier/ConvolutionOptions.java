package org.wvtoolkit.nn.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.option.SearchHint;
import org.wvtoolkit.pipeline.MemoryCheck;

/**
 * The hyperparameters of the convolutional network (Kim 2014).
 *
 * @param dimension d, number of values in a vector; equal to that of the word vectors if there are any
 * @param channels which word vectors the filters read
 * @param widths words in a filter's window, one width per group of filters; each 1 to 100, without repetition, because
 *     the width names the weights of a group
 * @param filters number of filters in each group; 1 to 10,000
 * @param dropout probability that a feature is dropped in training; 0 to below 1
 * @param normLimit the weights of a label are scaled down to this length where they are longer; above 0,
 * infinite for no limit
 * @param batch number of texts in a step; 1 to 10,000
 * @param optimizer name of an update rule
 * @param learningRate η, the initial learning rate; it decreases linearly to 0
 * @param weightDecay λ; at least 0
 * @param clipNorm maximum length of all gradients together; above 0, infinite for no limit
 */
record ConvolutionOptions(
        int dimension,
        Channels channels,
        List<Integer> widths,
        int filters,
        double dropout,
        double normLimit,
        int batch,
        String optimizer,
        double learningRate,
        double weightDecay,
        double clipNorm) {
    private static final Option<Integer> DIMENSION = Option.integer(
                    "dimension", 100, 1, 10_000, "number of values in each vector; given word vectors determine it")
            .withSynonym("dim");
    private static final Option<Channels> CHANNELS = Option.choice(
            "channels",
            Channels.TUNED,
            "treatment of the word vectors: fixed (static), trained (tuned), or a copy of each kind (both;"
                    + " cnn only)");
    private static final Option<List<Integer>> WIDTHS = Option.of(
            "widths",
            OptionType.text(
                    "different numbers from 1 to 100, such as 3,4,5",
                    ConvolutionOptions::parseWidths,
                    ConvolutionOptions::formatWidths),
            List.of(3, 4, 5),
            "window widths of the filters in words, one per group of filters");
    private static final Option<Integer> FILTERS =
            Option.integer("filters", 100, 1, 10_000, "number of filters in each group");
    private static final Option<Double> DROPOUT = Option.real(
                    "dropout", 0.5, Bounds.below(0, 1), "probability that a feature is dropped in training")
            .withSearch(SearchHint.linear(0.1, 0.8));
    private static final Option<Double> NORM_LIMIT =
            Option.real("norm-limit", 3, Bounds.POSITIVE, "maximum norm of the weight vector of a label");
    private static final Option<Integer> BATCH = Option.integer("batch", 50, 1, 10_000, "number of texts in a step");
    private static final Option<String> OPTIMIZER = Option.of(
            "optimizer",
            OptionType.choice(
                    UpdateRules.all().stream().map(UpdateRules.Entry::name).toList(), name -> name),
            "adam",
            "update rule; the default learning rate is "
                    + UpdateRules.all().stream()
                            .map(rule -> rule.learningRate() + " (" + rule.name() + ")")
                            .collect(Collectors.joining(", ")));
    private static final Option<Double> LEARNING_RATE = Option.real(
                    "learning-rate",
                    UpdateRules.named(OPTIMIZER.defaultValue()).learningRate(),
                    Bounds.above(0, 100),
                    "initial learning rate; it decreases linearly to 0")
            .withSearch(SearchHint.around(6, 4));
    private static final Option<Double> WEIGHT_DECAY =
            Option.real("weight-decay", 0, Bounds.atLeast(0), "factor λ of the penalty on weights");
    private static final Option<Double> CLIP_NORM = Option.real(
            "clip-norm", 0, Bounds.atLeast(0), "maximum norm of the gradient of all parameters; 0 for no limit");

    private static final OptionSet<LearningOptions, LearningOptions.Builder> LEARNING =
            LearningOptions.options(6, 0.05, 2, 2);

    private static final List<Option<?>> OPTIONS = LEARNING.optionsAfter(List.of(
            DIMENSION,
            CHANNELS,
            WIDTHS,
            FILTERS,
            DROPOUT,
            NORM_LIMIT,
            BATCH,
            OPTIMIZER,
            WEIGHT_DECAY,
            CLIP_NORM,
            LEARNING_RATE));

    private static final int MAX_WIDTH = 100;

    /** Heap for everything but the weights. */
    private static final long OTHER_HEAP_BYTES = 256L << 20;

    ConvolutionOptions {
        widths = List.copyOf(widths);
        DIMENSION.check(dimension);
        if (widths.isEmpty()
                || widths.stream().anyMatch(width -> width < 1 || width > MAX_WIDTH)
                || widths.stream().distinct().count() < widths.size()) {
            throw new InvalidOptionException(
                    WIDTHS.name(),
                    formatWidths(widths),
                    "must be " + WIDTHS.type().form());
        }
        FILTERS.check(filters);
        DROPOUT.check(dropout);
        NORM_LIMIT.check(normLimit);
        BATCH.check(batch);
        OPTIMIZER.check(optimizer);
        LEARNING_RATE.check(learningRate);
        WEIGHT_DECAY.check(weightDecay);
        if (!(clipNorm > 0)) {
            throw new InvalidOptionException(CLIP_NORM.name(), clipNorm, "must be above 0");
        }
    }

    /** The word vectors that the filters read. */
    enum Channels {
        /** Fixed word vectors. */
        STATIC,
        /** Word vectors that are trained. */
        TUNED,
        /** Both, with separate weights. */
        BOTH
    }

    private static Optional<List<Integer>> parseWidths(String text) {
        List<Integer> widths = new ArrayList<>();
        for (String width : text.split(",", -1)) {
            try {
                widths.add(Integer.parseInt(width.strip()));
            } catch (NumberFormatException otherForm) {
                return Optional.empty();
            }
        }
        return Optional.of(widths);
    }

    /** Returns the options with the learning rate that suits the update rule if none is given. */
    private static OptionValues withRate(OptionValues given) {
        return given.has(LEARNING_RATE)
                ? given
                : given.with(
                        LEARNING_RATE, UpdateRules.named(given.get(OPTIMIZER)).learningRate());
    }

    private static String formatWidths(List<Integer> widths) {
        return widths.stream().map(width -> Integer.toString(width)).collect(Collectors.joining(","));
    }

    /**
     * Parses options.
     *
     * @throws InvalidOptionException if a value is not accepted
     */
    static ConvolutionOptions of(OptionValues given) {
        double clip = given.get(CLIP_NORM);
        return new ConvolutionOptions(
                given.get(DIMENSION),
                given.get(CHANNELS),
                given.get(WIDTHS),
                given.get(FILTERS),
                given.get(DROPOUT),
                given.get(NORM_LIMIT),
                given.get(BATCH),
                given.get(OPTIMIZER),
                given.get(LEARNING_RATE),
                given.get(WEIGHT_DECAY),
                clip == 0 ? Double.POSITIVE_INFINITY : clip);
    }

    static MethodRegistry.Entry<ClassifierMethod> entry(String name) {
        return new MethodRegistry.Entry<>(
                name, "convolutional network over word vectors, Kim 2014", OPTIONS, entered -> {
                    OptionValues given = withRate(entered);
                    ConvolutionOptions options = of(given);
                    LearningOptions learning = LearningOptions.of(given, LEARNING);
                    int copies = learning.patience() > 0 ? 2 : 1;
                    return new ClassifierMethod(
                            name,
                            given.completed(OPTIONS),
                            learning,
                            task -> new ConvolutionLearner(task, options),
                            (file, parts) -> ClassifierFile.convolutional(file, parts, options),
                            (words, labels, memoryBytes) -> options.checkHeap(words, labels, copies));
                });
    }

    /**
     * Requires that the parameters, their gradients and the state of the optimizer fit into the heap.
     *
     * @param copies number of copies of each trained weight
     */
    private void checkHeap(int words, int labels, int copies) {
        int memories = UpdateRules.named(optimizer).factory().get().memories();
        long vectors = (long) words * dimension;
        long largest = Math.max(vectors, (long) widest() * columns() * filters);
        long weights = (long) filters * widths.size() * labels;
        for (int width : widths) {
            weights += (long) width * columns() * filters;
        }
        long values = (channels == Channels.TUNED ? 0 : vectors)
                + (channels == Channels.STATIC ? 0 : vectors * (copies + memories))
                + weights * (copies + memories + ConvolutionLearner.GRADIENTS);
        long limit = Runtime.getRuntime().maxMemory();
        if (largest > ClassifierFile.MAX_VALUES || values > limit / Double.BYTES) {
            String remedy = largest > ClassifierFile.MAX_VALUES
                    ? ""
                    : ", or set WV_HEAP="
                            + MemoryCheck.megabytes(values * Double.BYTES + OTHER_HEAP_BYTES)
                                    .replace(" MB", "m") + " (-Xmx in a Java program)";
            throw new ConflictingOptionsException(
                    "{} or {} is too large for classifier " + ClassifierMethods.CNN + ", which needs a heap of "
                            + MemoryCheck.megabytes(values * Double.BYTES) + " for " + words + " words and has "
                            + MemoryCheck.megabytes(limit) + "; lower it, keep fewer words with {}" + remedy,
                    DIMENSION.name(),
                    FILTERS.name(),
                    "min-count");
        }
    }

    /** Returns the width of the widest window, in words. */
    int widest() {
        return widths.stream().mapToInt(width -> width).max().orElseThrow();
    }

    /** Returns the number of values per word that the filters read. */
    int columns() {
        return channels == Channels.BOTH ? 2 * dimension : dimension;
    }
}
