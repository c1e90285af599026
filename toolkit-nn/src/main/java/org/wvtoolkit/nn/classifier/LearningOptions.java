package org.wvtoolkit.nn.classifier;

import java.util.List;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionValues;

/**
 * The hyperparameters of learning that all classifiers have.
 *
 * @param epochs maximum number of passes over the texts; 1 to 100,000
 * @param validationFraction share of the texts that is held out to measure the validation loss; 0 to 0.5
 * @param patience number of epochs without a lower validation loss after which training stops, with the
 * weights of the lowest;
 *     0 for never
 * @param classWeights {@code none}, {@code balanced} (every label has the same total weight), or
 *     {@code LABEL=WEIGHT,…}, with a backslash before commas and backslashes in labels
 * @param minCount minimum count of a word; rarer words are dropped; at least 1
 * @param seed seed of the random number generators
 */
public record LearningOptions(
        int epochs, double validationFraction, int patience, String classWeights, long minCount, long seed) {
    private static final Option<Integer> EPOCHS =
            Option.integer("epochs", 5, 1, 100_000, "maximum number of passes over the texts");
    private static final Option<Double> VALIDATION_FRACTION = Option.real(
            "validation-fraction",
            0,
            Bounds.closed(0, 0.5),
            "share of the texts held out to measure the validation loss");
    private static final Option<Integer> PATIENCE = Option.integer(
            "patience",
            0,
            0,
            Integer.MAX_VALUE,
            "stop after this many epochs without a lower validation loss; 0 for never");
    private static final Option<String> CLASS_WEIGHTS = Option.of(
            ClassWeights.OPTION,
            ClassWeights.TYPE,
            "none",
            "weights of the labels: none, balanced, or LABEL=WEIGHT,…; put a backslash before a comma or backslash in a"
                    + " label");
    private static final Option<Long> MIN_COUNT =
            Option.whole("min-count", 1, Bounds.atLeast(1), "drop words that occur less often");
    private static final Option<Long> SEED =
            Option.whole("seed", 1, Bounds.ANY, "seed of the random number generators");

    /** Validates the ranges. */
    public LearningOptions {
        EPOCHS.check(epochs);
        VALIDATION_FRACTION.check(validationFraction);
        PATIENCE.check(patience);
        MIN_COUNT.check(minCount);
        if (patience > 0 && validationFraction == 0) {
            throw new ConflictingOptionsException("{} needs a {} above 0", PATIENCE.name(), VALIDATION_FRACTION.name());
        }
    }

    private static final OptionSet<LearningOptions, Builder> USUAL = options(5, 0, 0, 1);

    /**
     * Returns the descriptions of the options, for the entry of a classifier in the registry.
     *
     * @return in the order of the components
     */
    public static List<Option<?>> descriptions() {
        return USUAL.options();
    }

    /**
     * Parses options.
     *
     * @param given values of {@link #descriptions}; the others have their defaults
     * @return the options
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted
     */
    public static LearningOptions of(OptionValues given) {
        return of(given, USUAL);
    }

    /**
     * Returns the options with the defaults of a classifier.
     *
     * @param epochs default of {@link #epochs}
     * @param validationFraction default of {@link #validationFraction}
     * @param patience default of {@link #patience}
     * @param minCount default of {@link #minCount}
     */
    static OptionSet<LearningOptions, Builder> options(
            int epochs, double validationFraction, int patience, long minCount) {
        return OptionSet.<LearningOptions, Builder>empty()
                .with(EPOCHS.withDefault(epochs), LearningOptions::epochs, (builder, value) -> builder.epochs = value)
                .with(
                        VALIDATION_FRACTION.withDefault(validationFraction),
                        LearningOptions::validationFraction,
                        (builder, value) -> builder.validationFraction = value)
                .with(
                        PATIENCE.withDefault(patience),
                        LearningOptions::patience,
                        (builder, value) -> builder.patience = value)
                .with(CLASS_WEIGHTS, LearningOptions::classWeights, (builder, value) -> builder.classWeights = value)
                .with(
                        MIN_COUNT.withDefault(minCount),
                        LearningOptions::minCount,
                        (builder, value) -> builder.minCount = value)
                .with(SEED, LearningOptions::seed, (builder, value) -> builder.seed = value);
    }

    /**
     * Parses options.
     *
     * @param given text by option name
     * @param options the options with a classifier's defaults
     * @throws org.wvtoolkit.option.OptionException if a value is not accepted
     */
    static LearningOptions of(OptionValues given, OptionSet<LearningOptions, Builder> options) {
        return options.applyWithDefaults(given, new Builder()).build();
    }

    /** Collects values. */
    static final class Builder {
        private int epochs;
        private double validationFraction;
        private int patience;
        private String classWeights = CLASS_WEIGHTS.defaultValue();
        private long minCount;
        private long seed;

        private LearningOptions build() {
            return new LearningOptions(epochs, validationFraction, patience, classWeights, minCount, seed);
        }
    }
}
